using Fluid;
using Fluid.Ast;

namespace RelayFunctions.Gateways.Templates;

/// <summary>Parses templates.</summary>
internal static class TemplateParser
{
    /// <summary>What has no output and is the last statement of a text that is parsed to its end.</summary>
    private const string End = " {% raw %}{% endraw %}";

    /// <summary>The longest source, in characters.</summary>
    private const int MaxSource = 64 * 1024;

    /// <param name="source">The text.</param>
    /// <param name="place">Its place in the request, for errors.</param>
    /// <param name="escape">How values are written there; see <see cref="Escaping"/>.</param>
    /// <param name="isSecret">Whether configuration gave the text.</param>
    /// <param name="roots">The variables that it may read; null for those of a message.</param>
    /// <exception cref="TemplateException">
    /// The text is not a valid template, or uses a construct that Relay does not allow.
    /// </exception>
    public static TextTemplate Parse(
        string source,
        string place,
        Func<string, string> escape,
        bool isSecret = false,
        IReadOnlyList<string>? roots = null)
    {
        if (!TemplateText.HasTemplate(source))
            return new TextTemplate(place, source) { IsSecret = isSecret };

        if (source.Length > MaxSource)
            throw new TemplateException($"is a template of more than {MaxSource} characters");

        return DeepStack.Run(
            source.Length, () => ParseTemplate(source, place, escape, isSecret, roots ?? TemplateVariables.Roots));
    }

    private static TextTemplate ParseTemplate(
        string source, string place, Func<string, string> escape, bool isSecret, IReadOnlyList<string> roots)
    {
        if (!TemplateLanguage.Parser.TryParse(source, out var template, out _))
            throw new TemplateException(TemplateSyntax.FaultOf(source)!);
        if (!IsParsedToItsEnd(source))
            throw new TemplateException($"uses a tag that is {TemplateSyntax.NoTag}");

        var rewriter = new TemplateRewriter(escape, roots);
        var parsed = ((IStatementList)template).Statements;
        Statement[] statements = [.. parsed.Select(statement => rewriter.Visit(statement)!)];
        return new TextTemplate(place, statements, rewriter)
        {
            IsSecret = isSecret,
            Comparisons = Comparisons.In(parsed, roots),
        };
    }

    // Fluid's parser ends at the tag liquid without an error, and the rest of the text is lost.
    private static bool IsParsedToItsEnd(string source) =>
        TemplateLanguage.Parser.TryParse(source + End, out var template, out _)
        && ((IStatementList)template).Statements is [.., RawStatement];
}
