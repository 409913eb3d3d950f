using System.Globalization;
using CsCheck;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

/// <summary>
/// Texts of characters with a special meaning: in JSON, XML, a form, a URL, a header, a template, or Unicode.
/// </summary>
internal static class HostileText
{
    /// <summary>The maximum length, in UTF-16 code units.</summary>
    public const int Longest = 8 * MaxPieceLength;

    private const int MaxPieceLength = 16;

    private static readonly string[] Pieces =
    [
        "\"", "'", "\\", "\\\"", "`", "\"}, {\"a\": \"b", "[", "]", "{", "}", ",", ":", "null", "true", "\\u0000",
        "\r", "\n", "\r\n", "\r\n\r\n", "\r\nX-Evil: 1", "\t", " ", "  ", "\v", "\f",
        "\0", "\u0001", "\u001b", "\u007f", "\u0085", "\u00a0", "\u00ad", "\u200b", "\u202e", "\u2028", "\u2029", "\ufeff", "\ufffd",
        "\ufffe", "\uffff", "\ufdd0", "e\u0301", "é", "Привет", "你好", "👋", "👨‍👩‍👧", "\U0010ffff",
        "\ud800", "\udc00", "\udc00\ud800",
        "{{", "}}", "{%", "%}", "{{ message }}", "{{ secrets.a }}", "{% raw %}", "{% if a %}", "{%- comment", "| upcase",
        "<", ">", "&", "&amp;", "&#0;", "]]>", "<![CDATA[", "<!--", "-->", "</t>", "<b a='1'>", "<?xml", "<!DOCTYPE x",
        "=", "&a=b", "+", ";", "%", "%00", "%0d%0a", "%2F", "%2e%2e", "%u0041", "?", "#", "/", "//", ".", "..", "/../", "@", "~", "!*()",
        "--", "--relay-", "\r\n--relay-", "name=\"x\"", "C:\\", "http://b/", "javascript:", "a", "B", "7", "-1", "1e9",
    ];

    public static Gen<string> Any { get; } = Gen
        .Frequency((4, Gen.OneOf(Pieces)), (1, Gen.Char.Select(character => character.ToString())))
        .Array[1, Longest / MaxPieceLength]
        .Select(string.Concat);

    /// <summary>Whether it is accepted as a valid text.</summary>
    public static bool IsText(string text) =>
        !text.Contains('\0', StringComparison.Ordinal)
        && !text.Where((character, at) => char.IsSurrogate(character) && !IsWhole(text, at)).Any();

    /// <summary>As a JSON string with escapes, including halves of surrogate pairs.</summary>
    public static string ToJson(string text) => $"\"{string.Concat(text.Select(Escaped))}\"";

    private static string Escaped(char character) => char.IsAsciiLetterOrDigit(character)
        ? character.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");

    private static bool IsWhole(string text, int at) =>
        (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
        || (at > 0 && char.IsSurrogatePair(text[at - 1], text[at]));
}
