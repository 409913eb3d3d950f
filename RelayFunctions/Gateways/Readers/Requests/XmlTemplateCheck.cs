using System.Text.RegularExpressions;
using System.Xml;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Requests;

/// <summary>
/// Checks where an XML template has values: escaping works only in text and in quoted attributes. In a name, a comment,
/// a CDATA section or a declaration it would not.
/// </summary>
internal static partial class XmlTemplateCheck
{
    private const string Misplaced =
        "has a template where no value is allowed: only text between tags and quoted attributes can contain one";

    /// <summary>Sections of XML, with their ends, in which nothing is escaped.</summary>
    private static readonly (string Start, string End)[] Raw =
        [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];

    /// <summary>Returns what is wrong with the text; null for a valid one.</summary>
    public static string? FaultOf(string source)
    {
        var inTag = false;
        char? quote = null;
        for (var at = 0; at < source.Length; at++)
        {
            if (IsAt(source, at, "{{") || IsAt(source, at, "{%"))
            {
                if (inTag && quote is null)
                    return Misplaced;
                at = EndOf(source, at, source[at + 1] == '{' ? "}}" : "%}");
            }
            else if (!inTag && Raw.FirstOrDefault(kind => IsAt(source, at, kind.Start)) is { Start: not null } section)
            {
                var end = EndOf(source, at, section.End);
                var raw = source[at..Math.Min(end + 1, source.Length)];
                if (TemplateText.HasTemplate(raw))
                    return Misplaced;
                at = end;
            }
            else if (quote is not null)
            {
                quote = source[at] == quote ? null : quote;
            }
            else if (inTag && source[at] is '"' or '\'')
            {
                quote = source[at];
            }
            else
            {
                inTag = source[at] == '<' || (inTag && source[at] != '>');
            }
        }

        return inTag ? "has a tag that is not closed"
            : MayBeWellFormed(source) ? null
            : "is not well-formed XML: tags that do not match, a prefix that is not declared, an attribute twice, or a "
                + "character that must be written as an entity";
    }

    // Which branches a statement keeps is known only per message, and entities may come from a document type.
    private static bool MayBeWellFormed(string source)
    {
        if (source.Contains("{%", StringComparison.Ordinal) || source.Contains("<!DOCTYPE", StringComparison.Ordinal))
            return true;

        using var text = new StringReader(TemplateText.WithoutTemplates(source));
        using var reader = XmlReader.Create(text, new() { ConformanceLevel = ConformanceLevel.Fragment });
        try
        {
            while (reader.Read())
            {
                // Each part is checked as it is read.
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>The encoding that the text declares; null if it declares none.</summary>
    public static string? EncodingOf(string source) =>
        DeclarationPattern().Match(source) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>XML 1.0, section 2.8.</summary>
    [GeneratedRegex("""^<\?xml\s[^>?]*?\sencoding\s*=\s*["']([^"'>]*)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex DeclarationPattern();

    private static bool IsAt(string source, int at, string what) => source.AsSpan(at).StartsWith(what);

    // The last character of the section.
    private static int EndOf(string source, int at, string end)
    {
        var found = source.IndexOf(end, at, StringComparison.Ordinal);
        return found < 0 ? source.Length : found + end.Length - 1;
    }
}
