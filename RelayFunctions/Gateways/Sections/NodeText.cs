using System.Text.Json.Nodes;

namespace RelayFunctions.Gateways.Sections;

/// <summary>Reads the text of a value of the catalogue.</summary>
internal static class NodeText
{
    /// <summary>Returns the text; null if the value is not a string.</summary>
    public static string? Of(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
