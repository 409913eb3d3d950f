using System.Text;

namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>
/// The filter <c>truncatewords</c>, as Liquid has it. Fluid's own marks a text of exactly that many words as cut, and
/// takes the line breaks out of a shorter one.
/// </summary>
internal static class WordFilter
{
    /// <summary>
    /// Returns the text if it has no more words, or else its first words with a space between them, and an ending.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="maxWords">The number of words; less than one stands for one, as in Liquid.</param>
    /// <param name="ending">The ending of a text that is cut.</param>
    public static string Truncate(string text, int maxWords, string ending)
    {
        var kept = new StringBuilder();
        var count = 0;
        for (int start = Skip(text, 0, char.IsWhiteSpace), end;
            start < text.Length;
            start = Skip(text, end, char.IsWhiteSpace))
        {
            if (count++ == Math.Max(maxWords, 1))
                return kept.Append(ending).ToString();

            end = Skip(text, start, character => !char.IsWhiteSpace(character));
            kept.Append(kept.Length > 0 ? " " : "").Append(text, start, end - start);
        }

        return text;
    }

    private static int Skip(string text, int at, Func<char, bool> isSkipped)
    {
        while (at < text.Length && isSkipped(text[at]))
            at++;
        return at;
    }
}
