using System.Collections.ObjectModel;
using System.Text.Json;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Readers.Warnings;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads the <c>parameters</c> of an alert's message.</summary>
internal static class AlertParameterReader
{
    private const string Key = "parameters";

    /// <param name="alert">The alert.</param>
    /// <param name="targets">The gateways that the message may go to; null if one is not known.</param>
    public static IReadOnlyDictionary<string, JsonElement> Read(SettingSection alert, IReadOnlyList<Gateway>? targets)
    {
        var section = alert.Section(Key);
        if (section is null && alert.Has(Key))
            return ReadOnlyDictionary<string, JsonElement>.Empty;

        var given = section is null
            ? new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            : Values(section, targets ?? []);
        if (targets is not null)
            Check(alert, targets, given);
        return given;
    }

    private static Dictionary<string, JsonElement> Values(SettingSection section, IReadOnlyList<Gateway> targets)
    {
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var name in section.Keys)
        {
            var node = section.Raw(name);
            if (node is null)
                section.Fault(name, "must not be null");
            var value = JsonSerializer.SerializeToElement(node!, NodeJson.Default.JsonNode);
            // If the types of the gateways differ, every value is a fault of one of them.
            given[name] = section.IsFromSettings(name) && Find(name, targets) is { } parameter
                ? parameter.OfSetting(value)
                : value;
        }

        UnrenderedTemplates.WarnOfAlert(section);
        return given;
    }

    private static Parameter? Find(string name, IReadOnlyList<Gateway> targets) =>
        targets.Select(gateway => gateway.Parameters.Find(name)).OfType<Parameter>().FirstOrDefault();

    private static void Check(
        SettingSection alert, IReadOnlyList<Gateway> targets, IReadOnlyDictionary<string, JsonElement> given)
    {
        var parts = ParameterSet.Divide(
            [.. targets.Select(gateway => gateway.Parameters)],
            given,
            (field, fault) => alert.Fault(field, fault.TrimEnd('.')));
        foreach (var (gateway, part) in targets.Zip(parts))
        {
            foreach (var (field, fault) in gateway.Parameters.FaultsOf(part))
                alert.Fault(field, $"{fault.TrimEnd('.')} (gateway '{gateway.Name}')");
        }
    }
}
