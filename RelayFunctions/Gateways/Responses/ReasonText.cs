using System.Globalization;
using System.Text;
using RelayFunctions.Gateways.Masking;

namespace RelayFunctions.Gateways.Responses;

/// <summary>Makes a gateway's words fit for logs and statuses: one line, bounded, without secrets.</summary>
internal static class ReasonText
{
    /// <summary>The longest reason, in UTF-16 code units.</summary>
    public const int MaxLength = 200;

    /// <summary>
    /// How much of the gateway's words is searched for secrets, in UTF-16 code units: a secret of the greatest length,
    /// 64 Ki, with each character escaped.
    /// </summary>
    private const int MaxSearched = 256 * 1024;

    /// <summary>Returns the reason; null if no text is left.</summary>
    /// <param name="text">The gateway's words.</param>
    /// <param name="secrets">The texts that are masked in the gateway's words.</param>
    public static string? Of(string? text, IEnumerable<string> secrets)
    {
        if (text is null)
            return null;

        // Secrets are masked before the cut, since a part of a secret is secret too.
        var line = InOneLine(text.Length > MaxSearched
            ? BeginningOf(SecretText.Mask(text[..MaxSearched], secrets))
            : SecretText.Mask(text, secrets));
        return line.Length == 0 ? null : line.Length <= MaxLength ? line : $"{Cut(line)}...";
    }

    // The end may have the beginning of a secret, which is not recognised.
    private static string BeginningOf(string text) => text[..(text.Length / 2)];

    private static string InOneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            // Format characters are removed too, since some reverse the direction of the text behind them. Joiners are
            // kept: they are a part of what they join.
            var isSpace = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)
                || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D));
            if (!isSpace)
                line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
            if (line.Length > 2 * MaxLength)
                break;
        }

        return line.ToString().TrimEnd();
    }

    private static string Cut(string line)
    {
        var length = 0;
        while (StringInfo.GetNextTextElementLength(line, length) is var next && length + next <= MaxLength)
            length += next;
        return line[..length];
    }
}
