using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Loading;

/// <summary>Lays configuration (<c>Gateways__NAME__key</c>) over the entries of the file.</summary>
internal static class SettingsOverlay
{
    private static readonly string[] Makes = ["url", "preset"];

    private static readonly string[] SecretParts = ["secrets.", "auth."];

    public static void Apply(JsonObject entries, IConfiguration gateways, FaultList faults)
    {
        foreach (var gateway in gateways.GetChildren())
        {
            var name = NameIn(entries, gateway.Key);
            if (!entries.ContainsKey(name) && !IsWhole(gateway))
            {
                WarnOfLeftover(gateway, name, faults);
                continue;
            }

            entries[name] = Merge(entries[name], gateway, new SettingPath(name), faults);
        }
    }

    private static JsonNode? Merge(JsonNode? under, IConfigurationSection over, SettingPath path, FaultList faults)
    {
        var children = over.GetChildren().ToArray();
        if (under is null || over.Value is not null)
            faults.MarkFromSettings(path);
        if (children.Length == 0)
            return JsonValue.Create(IsSecret(path) ? Trimmed(over.Value, path, faults) : over.Value);

        if (path.Key.Count(character => character == '.') >= CatalogueFile.MaxDepth)
        {
            faults.Add(path, $"is nested more than {CatalogueFile.MaxDepth} deep");
            return null;
        }

        if (children.All(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            faults.MarkFromSettings(path);
            for (var index = 0; index < children.Length; index++)
                faults.MarkFromSettings(path.Under($"{index}"));
            return new JsonArray([.. children.Select(child => (JsonNode?)JsonValue.Create(child.Value))]);
        }

        if (under is not (null or JsonObject))
            faults.Add(path, "must be an object, since configuration gives it keys");
        var merged = under is JsonObject existing ? existing.DeepClone().AsObject() : [];
        foreach (var child in children)
        {
            var key = NameIn(merged, child.Key);
            merged[key] = Merge(merged[key], child, path.Under(key), faults);
        }

        return merged;
    }

    // What configuration alone can be a gateway of.
    private static bool IsWhole(IConfigurationSection gateway) =>
        gateway.GetChildren().Any(child => Makes.Contains(child.Key, StringComparer.OrdinalIgnoreCase));

    // A gateway was taken out of the file, its settings were not: that must not stop the others.
    private static void WarnOfLeftover(IConfigurationSection gateway, string name, FaultList faults)
    {
        foreach (var (key, value) in gateway.AsEnumerable().Where(setting => setting.Value is not null))
            faults.Warn(key.Replace(":", "__", StringComparison.Ordinal), $"has no effect, since there is no gateway '{name}'");
    }

    private static bool IsSecret(SettingPath path) => SecretParts.Any(part => path.Key.StartsWith(part, StringComparison.OrdinalIgnoreCase));

    // Files and tools leave a line break behind a secret, and no service issues one with white space at its ends.
    private static string? Trimmed(string? value, SettingPath path, FaultList faults)
    {
        if (value is null || value.Trim() is var trimmed && trimmed.Length == value.Length)
            return value;

        faults.Warn(path.AsSetting, "has white space or a line break at its ends, which is left out");
        return trimmed;
    }

    // Configuration does not tell upper from lower case.
    private static string NameIn(JsonObject entries, string key) =>
        entries.Select(entry => entry.Key)
            .FirstOrDefault(name => name.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? key;
}
