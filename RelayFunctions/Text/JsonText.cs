using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RelayFunctions.Text;

/// <summary>
/// Keys and strings of JSON as text. An escape such as <c>\ud800</c> is valid JSON, but only half a character.
/// </summary>
internal static partial class JsonText
{
    /// <summary>The fault of a string that is not valid Unicode text.</summary>
    public const string NotTextFault = @"is not text: an escape such as \ud800 stands for half a character";

    /// <summary>Reads the text of a string; null for another value.</summary>
    public static string? Of(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads the text of a string for a person: U+FFFD replaces each part that is not text.</summary>
    public static string Readable(JsonElement text) => Of(text) ?? Repaired(text);

    /// <summary>Returns what is wrong with a value that must be a text; null for a text.</summary>
    public static string? FaultOf(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? "must be a string."
        : Of(value) is not { } text ? "must be Unicode text; it has half of a surrogate pair."
        : text.Contains('\0', StringComparison.Ordinal) ? "must not contain NUL."
        : null;

    /// <summary>Whether a key is valid Unicode text.</summary>
    /// <param name="property">What the key belongs to.</param>
    /// <param name="name">The key; with its escapes, as in the file, if it is not valid text.</param>
    public static bool IsKey(JsonProperty property, out string name)
    {
        try
        {
            name = property.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property));
            return false;
        }
    }

    // The decoder of UTF-8 replaces invalid bytes; only escapes of halves are left.
    private static string Repaired(JsonElement text)
    {
        var json = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(text));
        var whole = Escape().Replace(json, escape => escape.Groups["half"].Success ? @"\uFFFD" : escape.Value);
        return JsonElement.Parse(whole).GetString()!;
    }

    // A pair and any other escape are matched first, so that only what is left is half of a pair.
    [GeneratedRegex(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.")]
    private static partial Regex Escape();
}
