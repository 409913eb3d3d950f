using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Masking;

namespace RelayFunctions.Gateways.Templates;

/// <summary>Inspects the source of a template without parsing it.</summary>
internal static partial class TemplateText
{
    /// <summary>Whether a text contains the beginning of a template.</summary>
    public static bool HasTemplate(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>
    /// Whether a text reads one of Relay's variables or the time, or contains a tag. Other braces are the gateway's
    /// own: some services use names such as <c>{{name}}</c> for values that they fill in themselves.
    /// </summary>
    public static bool IsMeantAsTemplate(string text) =>
        text.Contains("{%", StringComparison.Ordinal)
        || VariablePattern().Matches(text).Any(
            match => match.Groups[1].Value is "'now'" or "\"now\""
                || TemplateVariables.Roots.Contains(match.Groups[1].Value));

    /// <summary>Returns the literal text of a template, with an x in place of each value.</summary>
    public static string WithoutTemplates(string source) =>
        TagPattern().Replace(WithValues(source, "x"), "");

    /// <summary>Returns the literal texts of a template that are long enough to be secrets.</summary>
    public static IEnumerable<string> OwnTextsOf(string source) => OutputPattern().Split(source)
        .SelectMany(text => TagPattern().Split(text))
        .Select(text => text.Trim())
        .Where(text => text.Length >= SecretText.MinPart);

    /// <summary>Returns a template with the same text in place of each value.</summary>
    public static string WithValues(string source, string value) => WithValues(source, _ => value);

    /// <summary>Returns a template with texts in place of its values.</summary>
    /// <param name="source">The template.</param>
    /// <param name="valueOf">Returns the text for an output, as in <c>{{ message }}</c>.</param>
    public static string WithValues(string source, Func<string, string> valueOf) =>
        OutputPattern().Replace(source, match => valueOf(match.Value));

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex OutputPattern();

    [GeneratedRegex(@"\{\{-?\s*(\w+|'now'|""now"")", RegexOptions.CultureInvariant)]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"\{%.*?%\}", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex TagPattern();
}
