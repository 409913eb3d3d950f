using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Warnings;

/// <summary>
/// Warns of templates that Relay does not render: in values that templates read, and in the values of a response.
/// Braces that read none of Relay's variables may be the gateway's own.
/// </summary>
internal static class UnrenderedTemplates
{
    private const string OnlyTheValue = "write the value itself";

    /// <summary>The keys with conditions for responses.</summary>
    private static readonly string[] Conditions = ["success", "failure", "throttled"];

    /// <summary>Warns of a gateway's settings, secrets, defaults of parameters, and conditions for responses.</summary>
    /// <param name="entry">The gateway's entry, without what its preset adds.</param>
    /// <param name="path">The entry's path in the catalogue.</param>
    /// <param name="faults">Receives the warnings.</param>
    public static void Warn(JsonObject entry, SettingPath path, FaultList faults)
    {
        foreach (var group in TemplateVariables.Fixed)
        {
            foreach (var (name, value) in entry[SettingName.In(entry, group)] as JsonObject ?? [])
            {
                // A part of a secret can look like a template by chance.
                if (group != TemplateVariables.Secrets || IsOneOutput(value))
                {
                    WarnOf(
                        value,
                        path.Under(group).Under(name),
                        $"write the template in place of {{{{ {group}.{name} }}}}, or set the value itself",
                        faults);
                }
            }
        }

        var parameters = SettingName.In(entry, TemplateVariables.Parameters);
        foreach (var (name, parameter) in entry[parameters] as JsonObject ?? [])
        {
            WarnOf(
                (parameter as JsonObject)?["default"],
                path.Under(TemplateVariables.Parameters).Under(name).Under("default"),
                "write the value itself, or put the template into the {% else %} of "
                    + $"{{% if parameters.{name} %}} where it is read",
                faults);
        }

        foreach (var key in Conditions)
        {
            var expected = (entry[key] as JsonObject)?["json"];
            foreach (var (at, text) in EntryTexts.In(expected, path.Under(key).Under("json")))
                WarnOf(text, at, OnlyTheValue, faults);
        }
    }

    /// <summary>Warns of an alert's parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    public static void WarnOfAlert(SettingSection parameters)
    {
        foreach (var name in parameters.Keys)
            WarnOf(parameters.Raw(name), parameters.Path.Under(name), OnlyTheValue, parameters.Faults);
    }

    private static void WarnOf(JsonNode? value, SettingPath path, string cure, FaultList faults)
    {
        if (NodeText.Of(value) is { } text && TemplateText.IsMeantAsTemplate(text))
            faults.Warn(path, $"contains a template, which Relay does not render there: {cure}");
    }

    private static bool IsOneOutput(JsonNode? value) => NodeText.Of(value)?.Trim() is { } text
        && text.StartsWith("{{", StringComparison.Ordinal) && text.EndsWith("}}", StringComparison.Ordinal);
}
