using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Warnings;

/// <summary>Finds the texts in a part of a gateway's entry.</summary>
internal static class EntryTexts
{
    /// <summary>Returns each text with its path, in order. The key of a list's item is its index.</summary>
    public static IEnumerable<(SettingPath Path, string Text)> In(JsonNode? node, SettingPath path) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => In(member.Value, path.Under(member.Key))),
            JsonArray items => items.SelectMany((item, index) => In(item, path.Under($"{index}"))),
            _ => NodeText.Of(node) is { } text ? [(path, text)] : [],
        };
}
