using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace RelayFunctions.Gateways.Loading;

/// <summary>Lays configuration (<c>Gateways__NAME__key</c>) over the entries of the file.</summary>
internal static class SettingsOverlay
{
    public static void Apply(JsonObject entries, IConfiguration gateways, FaultList faults)
    {
        foreach (var gateway in gateways.GetChildren())
        {
            var name = NameIn(entries, gateway.Key);
            entries[name] = Merge(entries[name], gateway, new SettingPath(name), faults);
        }
    }

    private static JsonNode? Merge(JsonNode? under, IConfigurationSection over, SettingPath path, FaultList faults)
    {
        var children = over.GetChildren().ToArray();
        if (under is null || over.Value is not null)
            faults.MarkFromSettings(path);
        if (children.Length == 0)
            return JsonValue.Create(over.Value);

        if (path.Key.Count(character => character == '.') >= CatalogueFile.MaxDepth)
        {
            faults.Add(path, $"is nested more than {CatalogueFile.MaxDepth} deep");
            return null;
        }

        if (children.All(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            faults.MarkFromSettings(path);
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

    // Configuration does not tell upper from lower case.
    private static string NameIn(JsonObject entries, string key) =>
        entries.Select(entry => entry.Key)
            .FirstOrDefault(name => name.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? key;
}
