using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Presets;

/// <summary>Lays an entry of the catalogue over its preset.</summary>
internal static class PresetMerge
{
    /// <summary>What makes sense only as a whole: half of two bodies is none.</summary>
    private static readonly string[] Wholes = ["body", "auth", "success"];

    /// <summary>The entry with what the preset gives where the entry gives nothing.</summary>
    public static JsonObject Over(JsonObject preset, JsonObject entry)
    {
        var merged = preset.DeepClone().AsObject();
        foreach (var (key, value) in entry)
        {
            var known = merged.Select(member => member.Key)
                .FirstOrDefault(name => name.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? key;
            merged[known] = merged[known] is JsonObject under && value is JsonObject over
                && !Wholes.Contains(known, StringComparer.Ordinal)
                ? Over(under, over)
                : value?.DeepClone();
        }

        return merged;
    }
}
