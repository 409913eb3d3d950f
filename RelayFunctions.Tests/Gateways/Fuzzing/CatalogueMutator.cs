using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayFunctions.Tests.Gateways.Fuzzing;

/// <summary>Mutates valid catalogues; the same way for the same seed.</summary>
internal sealed class CatalogueMutator(IReadOnlyList<string> examples, int seed)
{
    /// <summary>A placeholder in the tree for a value that only raw text can contain.</summary>
    private const string Placeholder = "@raw@";

    private static readonly JsonDocumentOptions AsWrittenByHand = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly Random _random = new(seed);

    public string Next()
    {
        var example = Pick(examples);
        if (_random.Next(8) == 0)
            return Scramble(example);

        var root = JsonNode.Parse(example, documentOptions: AsWrittenByHand)!;
        // A few mutations at once: the second is found only if the first does not hide it.
        for (var changes = _random.Next(1, 4); changes > 1; changes--)
            Change(root, JsonNode.Parse(Pick(HostileValues.Short.Where(value => !value.Contains("ud800", StringComparison.Ordinal)).ToArray())));
        Change(root, JsonValue.Create(Placeholder));
        return root.ToJsonString().Replace($"\"{Placeholder}\"", Hostile(), StringComparison.Ordinal);
    }

    private string Hostile() => Pick(_random.Next(20) == 0 ? HostileValues.Long : HostileValues.Short);

    private void Change(JsonNode root, JsonNode? value)
    {
        var place = root["gateways"] ?? root;
        // Descends to a random depth; never mutates the whole file.
        while (Children(place).ToArray() is { Length: > 0 } children && _random.Next(4) > 0)
            place = Pick(children);
        switch (place)
        {
            case JsonObject { Count: > 0 } members:
                var key = _random.Next(6) == 0 ? Pick(["", "unknown", "url", "URL", "a.b", "\n"]) : Pick([.. members.Select(member => member.Key)]);
                if (_random.Next(6) == 0)
                    members.Remove(key);
                else
                    members[key] = value;
                break;
            case JsonArray { Count: > 0 } items:
                items[_random.Next(items.Count)] = value;
                break;
            case JsonObject empty:
                empty["unknown"] = value;
                break;
        }
    }

    private string Scramble(string text)
    {
        var from = _random.Next(text.Length);
        var length = Math.Min(_random.Next(1, 40), text.Length - from);
        return _random.Next(4) switch
        {
            0 => text.Remove(from, length),
            1 => text.Insert(from, text.Substring(from, length)),
            2 => text.Insert(from, Hostile()),
            _ => text[..from],
        };
    }

    private static IEnumerable<JsonNode> Children(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().Where(child => child is JsonObject or JsonArray);

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
