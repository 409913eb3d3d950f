using System.Text.Encodings.Web;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>Measures texts as they are written in a request, with their escapes.</summary>
internal static class WrittenLength
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The length in a string of JSON, in bytes, without the quotation marks.</summary>
    public static int InJson(ReadOnlySpan<char> text)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length += !Encoder.WillEncode(rune.Value) ? rune.Utf8SequenceLength
                : rune.Value is '"' or '\\' or '\b' or '\f' or '\n' or '\r' or '\t' ? @"\n".Length
                : rune.Utf16SequenceLength * @"\u0000".Length;
        }

        return length;
    }

    /// <summary>The length after the filter <c>escape_entities</c>, in UTF-16 code units.</summary>
    public static int InEntities(ReadOnlySpan<char> text)
    {
        var length = text.Length;
        foreach (var character in text)
        {
            length += character switch
            {
                '&' => "&amp;".Length - 1,
                '<' or '>' => "&lt;".Length - 1,
                _ => 0,
            };
        }

        return length;
    }
}
