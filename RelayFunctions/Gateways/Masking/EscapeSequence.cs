using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace RelayFunctions.Gateways.Masking;

/// <summary>
/// Reads the escapes in which services write texts: of URLs, JSON and other source code, Markdown, HTML and XML.
/// </summary>
internal static class EscapeSequence
{
    /// <summary>The longest reference of HTML that is read, in characters, as in <c>&amp;#x0001F600;</c>.</summary>
    private const int MaxReferenceLength = 16;

    /// <summary>Reads the escape that a text begins with.</summary>
    /// <param name="text">The text.</param>
    /// <param name="meaning">What the escape stands for, as in <c>&lt;</c>; empty for none.</param>
    /// <returns>The length of the escape; 0 if the text begins with none.</returns>
    public static int Read(ReadOnlySpan<char> text, out string meaning)
    {
        meaning = "";
        return text[0] switch
        {
            '%' => Bytes(text, "%", ref meaning),
            '&' => Reference(text, ref meaning),
            '\\' when text.Length > 1 => Backslash(text, ref meaning),
            _ => 0,
        };
    }

    private static int Backslash(ReadOnlySpan<char> text, ref string meaning)
    {
        switch (text[1])
        {
            case 'x':
                return Bytes(text, "\\x", ref meaning);
            case 'u' when text.Length >= 6 && ushort.TryParse(
                text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                meaning = $"{(char)unit}";
                return 6;
            case 'n' or 'r' or 't' or 'f':
                meaning = " ";
                return 2;
            case var other when char.IsAscii(other) && !char.IsAsciiLetterOrDigit(other):
                meaning = $"{other}";
                return 2;
            default:
                return 0;
        }
    }

    // The bytes of one character in UTF-8, each behind a mark.
    private static int Bytes(ReadOnlySpan<char> text, string mark, ref string meaning)
    {
        Span<byte> bytes = stackalloc byte[4];
        var size = mark.Length + 2;
        var count = 0;
        while (count < bytes.Length && (count + 1) * size <= text.Length
            && text[(count * size)..].StartsWith(mark, StringComparison.Ordinal)
            && byte.TryParse(
                text.Slice((count * size) + mark.Length, 2),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out bytes[count]))
        {
            count++;
        }

        if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) != OperationStatus.Done)
            return 0;

        meaning = rune.ToString();
        return used * size;
    }

    private static int Reference(ReadOnlySpan<char> text, ref string meaning)
    {
        var end = text[..Math.Min(text.Length, MaxReferenceLength)].IndexOf(';');
        var reference = text[..(end + 1)].ToString();
        var decoded = WebUtility.HtmlDecode(reference);
        if (decoded == reference)
            return 0;

        meaning = decoded;
        return reference.Length;
    }
}
