using System.Text;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// Escapes values for the places that templates write them to, so that they can't be read as syntax there. The engine
/// escapes all output of a template; no filter and no author can turn it off.
/// </summary>
internal static class Escaping
{
    /// <summary>
    /// Returns the text as it is, for places whose writer escapes it, such as JSON, and for plain text.
    /// </summary>
    public static string None(string text) => text;

    /// <summary>Escapes a path segment, or a name or value of a query (RFC 3986, section 2).</summary>
    public static string Url(string text) => Uri.EscapeDataString(text);

    /// <summary>
    /// Escapes text or a quoted attribute of XML 1.0. Tabs and line breaks become references too, since a parser would
    /// normalise them (sections 2.11 and 3.3.3).
    /// </summary>
    /// <exception cref="UnfitCharacterException">XML has no way to write a character, such as NUL.</exception>
    public static string Xml(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&' or '<' or '>' or '"' or '\'' or '\t' or '\n' or '\r':
                    escaped.Append("&#").Append(rune.Value).Append(';');
                    break;
                case var value when IsUnfitForXml(value):
                    throw new UnfitCharacterException(
                        "contains a character that XML 1.0 can't write",
                        other => other.EnumerateRunes().Any(one => IsUnfitForXml(one.Value)));
                default:
                    escaped.Append(rune);
                    break;
            }
        }

        return escaped.ToString();
    }

    private static bool IsUnfitForXml(int value) =>
        value is (< ' ' and not ('\t' or '\n' or '\r')) or 0xFFFE or 0xFFFF;
}
