using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads <c>tokenUrl</c>, the token endpoint of OAuth 2.0.</summary>
internal static class TokenUrlReader
{
    private const string Key = "tokenUrl";

    /// <summary>Returns the host that errors name; null if any part of the address comes from a secret.</summary>
    public static string? ShownHost(SettingSection section, Uri url) =>
        section.IsFromSettings(Key)
        || section.String(Key)!.Contains(TemplateVariables.Secrets, StringComparison.OrdinalIgnoreCase)
            ? null
            : url.Host;

    public static Uri? Read(SettingSection section, TemplateReader templates)
    {
        if (templates.ReadRequired(section, Key) is not { } text)
            return null;

        if (UrlText.FaultOf(text) is not { } fault)
            return new Uri(text);

        section.Fault(Key, fault);
        return null;
    }
}
