using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Loading;

/// <summary>
/// Lays configuration (<c>Gateways__NAME__key</c>, <c>Alerts__NAME__key</c>) over the entries of the file.
/// </summary>
internal static class SettingsOverlay
{
    /// <summary>
    /// The keys with which configuration can define a gateway or an alert that the file does not have.
    /// </summary>
    private static readonly string[] Makes = ["url", "preset", "gateway"];

    private static readonly string[] SecretParts = ["secrets.", "auth."];

    public static void Apply(JsonObject parts, IConfiguration configuration, FaultList faults)
    {
        Apply(parts[CatalogueFile.Gateways]!.AsObject(), configuration.GetSection("Gateways"), isAlerts: false, faults);
        Apply(parts[CatalogueFile.Alerts]!.AsObject(), configuration.GetSection("Alerts"), isAlerts: true, faults);
    }

    private static void Apply(JsonObject entries, IConfiguration over, bool isAlerts, FaultList faults)
    {
        var leftovers = new List<IConfigurationSection>();
        foreach (var entry in over.GetChildren())
        {
            var path = new SettingPath(NameIn(entries, entry.Key), IsAlert: isAlerts);
            if (entries.ContainsKey(path.Name) || IsWhole(entry))
                entries[path.Name] = Merge(entries[path.Name], entry, path, faults);
            else
                leftovers.Add(entry);
        }

        LeftoverSettings.Warn(leftovers, [.. entries.Select(entry => entry.Key)], isAlerts, faults);
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

    private static bool IsWhole(IConfigurationSection entry) =>
        entry.GetChildren().Any(child => Makes.Contains(child.Key, StringComparer.OrdinalIgnoreCase));

    private static bool IsSecret(SettingPath path) =>
        SecretParts.Any(part => path.Key.StartsWith(part, StringComparison.OrdinalIgnoreCase));

    // Files and tools add a line break after a secret, and no service issues secrets with white space at the ends.
    private static string? Trimmed(string? value, SettingPath path, FaultList faults)
    {
        if (value is null || value.Trim() is var trimmed && trimmed.Length == value.Length)
            return value;

        faults.Warn(path.AsSetting, "has white space or a line break at its ends, which is removed");
        return trimmed;
    }

    // Configuration is not case-sensitive.
    private static string NameIn(JsonObject entries, string key) =>
        entries.Select(entry => entry.Key)
            .FirstOrDefault(name => name.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? key;
}
