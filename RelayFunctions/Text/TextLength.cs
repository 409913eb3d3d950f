using System.Globalization;
using System.Text;

namespace RelayFunctions.Text;

/// <summary>
/// Measures texts in a service's unit and cuts them, never within what a reader sees as one character.
/// </summary>
internal static class TextLength
{
    /// <summary>The length of a text.</summary>
    public static int Of(ReadOnlySpan<char> text, TextUnit unit)
    {
        switch (unit)
        {
            case TextUnit.Bytes:
                return Encoding.UTF8.GetByteCount(text);
            case TextUnit.CodePoints:
                var count = 0;
                foreach (var _ in text.EnumerateRunes())
                    count++;
                return count;
            default:
                return text.Length;
        }
    }

    /// <summary>
    /// Returns the text if it fits, or else its beginning with an ending that marks the cut, within the maximum length.
    /// An ending that does not fit itself is left out.
    /// </summary>
    public static string Cut(string text, int maxLength, TextUnit unit, string ending) =>
        Cut(text, maxLength, part => Of(part, unit), ending);

    /// <summary>
    /// Cuts a text by another measure, by which the length of a text is the sum of the lengths of its characters.
    /// </summary>
    public static string Cut(string text, int maxLength, Func<ReadOnlySpan<char>, int> lengthOf, string ending)
    {
        if (lengthOf(text) <= maxLength)
            return text;

        var room = maxLength - lengthOf(ending);
        if (room < 0)
            (room, ending) = (maxLength, "");

        var at = 0;
        while (NextLength(text, at) is > 0 and var next
            && lengthOf(text.AsSpan(at, next)) is var length
            && length <= room)
        {
            at += next;
            room -= length;
        }

        return string.Concat(text.AsSpan(0, at), ending);
    }

    /// <summary>The whole characters that lie between two places of a text.</summary>
    public static string Within(string text, int from, int to)
    {
        if (IsBetweenPlainCharacters(text, from) && IsBetweenPlainCharacters(text, to))
            return text[from..to];

        var start = 0;
        while (start < from)
            start += NextLength(text, start);
        var end = start;
        while (NextLength(text, end) is > 0 and var next && end + next <= to)
            end += next;
        return text[start..end];
    }

    /// <summary>What a reader sees as the characters of a text.</summary>
    public static IEnumerable<string> Characters(string text)
    {
        for (var at = 0; NextLength(text, at) is > 0 and var next; at += next)
            yield return text.Substring(at, next);
    }

    /// <summary>The first character of a text; empty if it has none.</summary>
    public static string First(string text) => text[..NextLength(text, 0)];

    /// <summary>The last character of a text; empty if it has none.</summary>
    public static string Last(string text)
    {
        var at = 0;
        while (NextLength(text, at) is > 0 and var next && at + next < text.Length)
            at += next;
        return text[at..];
    }

    // Below U+0300, only the two halves of a line break combine.
    private static bool IsBetweenPlainCharacters(string text, int at) =>
        at == 0 || at == text.Length || (text[at - 1] < 0x300 && text[at] < 0x300 && text[at] != '\n');

    private static int NextLength(string text, int at) =>
        at >= text.Length ? 0 : StringInfo.GetNextTextElementLength(text, at);
}
