using System.Text.RegularExpressions;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Looks at the source of a template without parsing it.</summary>
internal static partial class TemplateText
{
    /// <summary>Whether a text holds the beginning of a template.</summary>
    public static bool IsTemplate(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>Returns the literal text of a template, with an x in place of each value.</summary>
    public static string WithoutTemplates(string source) =>
        TagPattern().Replace(OutputPattern().Replace(source, "x"), "");

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex OutputPattern();

    [GeneratedRegex(@"\{%.*?%\}", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex TagPattern();
}
