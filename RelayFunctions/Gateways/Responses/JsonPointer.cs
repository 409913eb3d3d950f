using System.Globalization;
using System.Text.Json;

namespace RelayFunctions.Gateways.Responses;

/// <summary>
/// A JSON pointer (RFC 6901), in which <c>*</c> stands for every item of a list and for every member of an object that
/// has none of that name. The library JsonPointer.Net is not used: it depends on Humanizer, and its newer versions cost
/// a fee.
/// </summary>
internal sealed class JsonPointer
{
    private const string Any = "*";

    private readonly string _text;
    private readonly string[] _tokens;

    private JsonPointer(string text)
    {
        _text = text;
        _tokens =
        [
            .. text.Split('/').Skip(1).Select(token => token
                .Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal)),
        ];
    }

    /// <summary>Parses a pointer; null if the text is not valid.</summary>
    public static JsonPointer? Parse(string text) =>
        (text.Length == 0 || text.StartsWith('/'))
        && !text.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains(
            '~', StringComparison.Ordinal)
            ? new JsonPointer(text)
            : null;

    /// <summary>Whether it may stand for several places.</summary>
    public bool HasAny => _tokens.Contains(Any);

    /// <summary>Returns the first value that the pointer selects; null if there is none.</summary>
    public JsonElement? Find(JsonElement root) => FindAll(root).First();

    /// <summary>Finds the values that the pointer selects, at least one; null for a place without a value.</summary>
    public IEnumerable<JsonElement?> FindAll(JsonElement root)
    {
        IEnumerable<JsonElement?> found = [root];
        foreach (var token in _tokens)
            found = found.SelectMany(element => element is { } parent ? Steps(parent, token) : [null]);
        return found;
    }

    public override string ToString() => _text;

    private static JsonElement?[] Steps(JsonElement element, string token)
    {
        var step = Step(element, token);
        if (step is not null || token != Any)
            return [step];

        JsonElement?[] all = element.ValueKind switch
        {
            JsonValueKind.Array => [.. element.EnumerateArray()],
            JsonValueKind.Object => [.. element.EnumerateObject().Select(member => member.Value)],
            _ => [],
        };
        return all.Length == 0 ? [null] : all;
    }

    private static JsonElement? Step(JsonElement element, string token) => element.ValueKind switch
    {
        JsonValueKind.Object => Member(element, token),
        JsonValueKind.Array when (token == "0" || !token.StartsWith('0'))
            && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < element.GetArrayLength() => element[index],
        _ => null,
    };

    // The last one of that name, as a reader of JSON usually has it.
    private static JsonElement? Member(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var member) ? member : null;
        }
        catch (InvalidOperationException)
        {
            // A name of the object, not necessarily this one, has half of a surrogate pair.
            JsonElement? found = null;
            foreach (var property in element.EnumerateObject())
            {
                if (JsonText.IsKey(property, out var key) && key == name)
                    found = property.Value;
            }

            return found;
        }
    }
}
