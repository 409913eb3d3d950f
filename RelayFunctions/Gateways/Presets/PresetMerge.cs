using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Presets;

/// <summary>Lays an entry of the catalogue over its preset.</summary>
internal static class PresetMerge
{
    /// <summary>The keys of an entry whose values are replaced as a whole, not merged.</summary>
    private static readonly string[] Wholes =
        ["body", "auth", "success", "failure", "throttled", "reason", "retry.wait"];

    /// <summary>The keys of which there can be only one.</summary>
    private static readonly Dictionary<string, string[]> Alternatives = new(StringComparer.Ordinal)
    {
        ["retry."] = ["on", "stopOn"],
        ["limits."] = GatewayLimits.RateKeys,
    };

    /// <summary>Returns the entry with the preset's values where the entry has none.</summary>
    /// <param name="preset">The preset's values.</param>
    /// <param name="entry">The catalogue's values.</param>
    /// <param name="path">The entry's path in the catalogue.</param>
    /// <param name="faults">
    /// Knows which values configuration gave, whose keys are not case-sensitive, and receives the faults.
    /// </param>
    public static JsonObject Over(JsonObject preset, JsonObject entry, SettingPath path, FaultList faults) =>
        Over(preset, entry, path, faults, parent: "");

    private static JsonObject Over(
        JsonObject preset, JsonObject entry, SettingPath path, FaultList faults, string parent)
    {
        var merged = preset.DeepClone().AsObject();
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in entry)
        {
            var at = path.Under(key);
            var isFromSettings = faults.IsFromSettings(at);
            var known = isFromSettings ? SettingName.In(merged, key) : key;
            given.Add(known);
            if (isFromSettings && value is null && merged[known] is JsonObject)
            {
                faults.Add(at, "is null or an empty object, and the preset has keys there: remove it");
                continue;
            }

            merged[known] = merged[known] is JsonObject under && value is JsonObject over
                && !Wholes.Contains(parent + known, StringComparer.Ordinal)
                ? Over(under, over, at, faults, $"{parent}{known}.")
                : value?.DeepClone();
        }

        // If the entry gives one of several alternatives, those of the preset are removed.
        if (Alternatives.TryGetValue(parent, out var alternatives) && alternatives.Any(given.Contains))
        {
            foreach (var key in alternatives.Where(key => !given.Contains(key)))
                merged.Remove(key);
        }

        return merged;
    }
}
