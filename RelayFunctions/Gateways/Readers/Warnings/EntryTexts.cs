using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers.Warnings;

/// <summary>Finds the texts in a part of a gateway's entry.</summary>
internal static class EntryTexts
{
    /// <summary>Returns each text with its path, in order. The items of a list have the path of the list.</summary>
    public static IEnumerable<(SettingPath Path, JsonValue Node, string Text)> In(JsonNode? node, SettingPath path) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => In(member.Value, path.Under(member.Key))),
            JsonArray items => items.SelectMany(item => In(item, path)),
            JsonValue one when one.TryGetValue<string>(out var text) => [(path, one, text)],
            _ => [],
        };
}
