using System.Text.RegularExpressions;

namespace RelayFunctions.Gateways.Templates;

/// <summary>Says what is probably wrong with the content of an output or a tag.</summary>
internal static partial class TemplateSyntaxHint
{
    /// <summary>The end of the fault; empty if nothing in the content is known to be wrong.</summary>
    /// <param name="content">What is between the brackets.</param>
    public static string For(string content)
    {
        var code = QuotedPattern().Replace(content, "0");
        return content.Contains('\\', StringComparison.Ordinal)
                ? "; a backslash in a quoted text begins an escape, so write it twice"
            : code.AsSpan().ContainsAny('\'', '"') ? "; a quotation mark is not closed"
            : FilterCallPattern().IsMatch(code)
                ? "; the arguments of a filter follow a colon, as in truncate: 100"
            : CallPattern().IsMatch(code) ? "; nothing can be called: a value is read as in parameters.name"
            : BareTextPattern().IsMatch(code) ? "; an argument that is text needs quotation marks, as in date: '%Y'"
            : NoArgumentPattern().IsMatch(code) ? "; an argument is missing after a colon"
            : "";
    }

    [GeneratedRegex("'[^']*'|\"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedPattern();

    [GeneratedRegex(@"\|\s*\w+\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex FilterCallPattern();

    [GeneratedRegex(@"\w\(", RegexOptions.CultureInvariant)]
    private static partial Regex CallPattern();

    [GeneratedRegex(@":\s*[^\w\s|,'""(\[.-]", RegexOptions.CultureInvariant)]
    private static partial Regex BareTextPattern();

    [GeneratedRegex(@":\s*(\||,|$)", RegexOptions.CultureInvariant)]
    private static partial Regex NoArgumentPattern();
}
