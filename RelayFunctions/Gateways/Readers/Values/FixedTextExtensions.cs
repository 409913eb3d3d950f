using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Values;

/// <summary>
/// Reads texts that may use only settings and secrets, and renders them now, since they are the same for each message.
/// </summary>
internal static class FixedTextExtensions
{
    /// <summary>Reads a text; null if it is missing, invalid, or a single value that is not set.</summary>
    public static string? ReadFixed(this TemplateReader templates, SettingSection section, string key) =>
        templates.Fixed().Read(section, key, key, Escaping.None) is { } template
            ? templates.Fill(section, key, template)
            : null;

    /// <summary>As <see cref="ReadFixed"/>; an empty text is a fault.</summary>
    public static string? ReadOptional(this TemplateReader templates, SettingSection section, string key)
    {
        var text = templates.ReadFixed(section, key);
        if (text?.Length == 0)
            section.Fault(key, "must not be empty");
        return text;
    }

    /// <summary>As <see cref="ReadFixed"/>; a missing value is a fault, and so is an empty one by default.</summary>
    public static string? ReadRequired(
        this TemplateReader templates, SettingSection section, string key, bool mayBeEmpty = false)
    {
        if (!section.Has(key))
            section.Fault(key, "is missing");

        return mayBeEmpty ? templates.ReadFixed(section, key) : templates.ReadOptional(section, key);
    }

    /// <summary>
    /// Returns the text of a template that <see cref="TextTemplate.IsFixed"/>; null if it is an optional value that is
    /// missing, or, with a fault, if it can't be rendered.
    /// </summary>
    public static string? Fill(
        this TemplateReader templates, SettingSection section, string key, TextTemplate template)
    {
        try
        {
            return template.RenderIfPresent(MessageScope.WithoutMessage(templates.Values));
        }
        catch (RenderException exception)
        {
            section.Fault(key, exception.Reason);
            return null;
        }
    }
}
