using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayFunctions.Tests.Gateways.Schema;

/// <summary>A catalogue with one change each: a key removed, a value of another type, an unknown key.</summary>
internal static class Mutations
{
    private static readonly string[] Values = ["7", "\"text\"", "true", "[]", "{}", "null"];

    public static IEnumerable<(string Change, string Text)> Of(string example)
    {
        foreach (var path in PathsOf(JsonNode.Parse(example)!))
        {
            var place = string.Join('.', path);
            if (path.Count > 0)
            {
                yield return Changed($"{place} removed", path, parent =>
                {
                    if (parent is JsonObject values)
                        values.Remove(path[^1]);
                    else
                        parent.AsArray().RemoveAt(int.Parse(path[^1], provider: null));
                });
                foreach (var value in Values.Where(value => KindOf(JsonNode.Parse(value)) != KindOf(Find(example, path))))
                    yield return Changed($"{place} = {value}", path, parent => Set(parent, path[^1], JsonNode.Parse(value)));
            }

            if (Find(example, path) is JsonObject)
                yield return Changed($"{place}.unknown added", [.. path, "unknown"], parent => parent["unknown"] = "text");
        }

        (string, string) Changed(string change, IReadOnlyList<string> path, Action<JsonNode> apply)
        {
            var root = JsonNode.Parse(example)!;
            apply(Find(root, [.. path.SkipLast(1)])!);
            return (change, root.ToJsonString());
        }
    }

    private static JsonNode? Find(string example, IReadOnlyList<string> path) => Find(JsonNode.Parse(example), path);

    private static JsonNode? Find(JsonNode? node, IReadOnlyList<string> path) => path.Aggregate(
        node, (found, key) => found is JsonArray list ? list[int.Parse(key, provider: null)] : found![key]);

    private static void Set(JsonNode parent, string key, JsonNode? value)
    {
        if (parent is JsonArray list)
            list[int.Parse(key, provider: null)] = value;
        else
            parent[key] = value;
    }

    private static JsonValueKind KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null => JsonValueKind.Null,
        JsonValueKind.False => JsonValueKind.True,
        var kind => kind.Value,
    };

    private static IEnumerable<IReadOnlyList<string>> PathsOf(JsonNode? node)
    {
        yield return [];
        var children = node switch
        {
            JsonObject values => values.Select(member => (member.Key, member.Value)),
            JsonArray list => list.Select((item, index) => ($"{index}", item)),
            _ => [],
        };
        foreach (var (key, child) in children)
        {
            foreach (var path in PathsOf(child))
                yield return [key, .. path];
        }
    }
}
