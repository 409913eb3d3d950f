using System.Text.Json;

namespace RelayFunctions.Gateways.Sections;

/// <summary>Reads values of JSON from configuration, which has only texts.</summary>
internal static class SettingText
{
    /// <summary>The warning about an empty text that an operator may not have meant.</summary>
    public const string EmptyWarning =
        "is an empty text; if an empty list of appsettings.json was meant, write it in gateways.json";

    /// <summary>Reads a number in the notation of JSON; null for another text.</summary>
    public static JsonElement? Number(string text)
    {
        try
        {
            return JsonElement.Parse(text) is { ValueKind: JsonValueKind.Number } number ? number : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // ArgumentException: half of a surrogate pair.
            return null;
        }
    }

    /// <summary>Reads true or false in any case, as appsettings.json gives them; null for another text.</summary>
    public static JsonElement? Boolean(string text) =>
        bool.TryParse(text, out var value) ? JsonElement.Parse(value ? "true" : "false") : null;

    /// <summary>Whether a text is the one that JSON writes for null.</summary>
    public static bool IsNull(string text) => text.Trim() == "null";
}
