using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace RelayFunctions.Text;

/// <summary>
/// Keys and strings of JSON as text. An escape such as <c>\ud800</c> is valid JSON, but only half a character.
/// </summary>
internal static class JsonText
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
}
