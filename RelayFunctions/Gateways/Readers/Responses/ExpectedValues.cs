using System.Text.Json;
using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Responses;

/// <summary>
/// Reads the values that a place of a response may have. A value from configuration, which has only texts, also stands
/// for the number, true, false or null that its text reads as.
/// </summary>
internal static class ExpectedValues
{
    /// <param name="node">A value, or a list of them.</param>
    /// <param name="path">Its path in the catalogue.</param>
    /// <param name="faults">Knows which values came from configuration.</param>
    public static IEnumerable<JsonElement> Of(JsonNode? node, SettingPath path, FaultList faults) =>
        node is JsonArray list
            ? list.SelectMany((item, index) => OfOne(item, path.Under($"{index}"), faults))
            : OfOne(node, path, faults);

    private static IEnumerable<JsonElement> OfOne(JsonNode? node, SettingPath path, FaultList faults)
    {
        var value = JsonSerializer.SerializeToElement(node, NodeJson.Default.JsonNode);
        if (value.ValueKind != JsonValueKind.String || faults.ReplacedAt(path) is not { } replaced)
            return [value];

        var text = value.GetString()!;
        if (text.Length == 0 && replaced != JsonValueKind.String)
            faults.Warn(path, SettingText.EmptyWarning);
        return SettingText.Number(text) is { } number ? [value, number]
            : SettingText.Boolean(text) is { } boolean ? [value, boolean]
            : SettingText.IsNull(text) ? [value, JsonElement.Parse("null")]
            : [value];
    }
}
