using System.Text.RegularExpressions;
using Fluid;

namespace RelayFunctions.Gateways.Templates;

/// <summary>
/// Finds where a text stops being a Liquid template. The parser's own message repeats the text, which could contain a
/// secret: this one repeats only words of the language.
/// </summary>
internal sealed partial class TemplateSyntax
{
    /// <summary>The end of the fault of an unknown tag.</summary>
    public const string NoTag = "not one of if, unless, case, for, assign, comment and raw";

    private static readonly string[] Blocks = ["if", "unless", "case", "for"];
    private static readonly string[] Words = [.. Blocks, "else", "elsif", "when", "assign", "break", "continue"];

    private readonly string _source;
    private readonly Stack<(string Block, int At)> _open = new();

    private TemplateSyntax(string source) => _source = source;

    /// <summary>Returns what is wrong with the syntax of a text; null for a valid template.</summary>
    public static string? FaultOf(string source) => !TemplateText.HasTemplate(source)
        ? null
        : DeepStack.Run(
            source.Length,
            () => IsValid(source) ? null : $"is not a Liquid template: {new TemplateSyntax(source).FirstFault()}");

    private static bool IsValid(string text) => TemplateLanguage.Parser.TryParse(text, out _, out _);

    private string FirstFault()
    {
        for (var at = NextTag(0); at >= 0;)
        {
            var close = _source[at + 1] == '{' ? "}}" : "%}";
            var end = _source.IndexOf(close, at + 2, StringComparison.Ordinal);
            var next = NextTag(at + 2);
            if (end < 0 || (next >= 0 && next < end))
                return $"the {_source[at..(at + 2)]} at character {at + 1} is not closed with {close}";

            end += 2;
            var content = _source[(at + 2)..(end - 2)].Trim('-').Trim();
            if ((close == "}}" ? OutputFault(content, at, end) : TagFault(content, at, ref end)) is { } fault)
                return fault;

            at = NextTag(end);
        }

        return _open.TryPeek(out var open) ? Unclosed(open.Block, open.At) : "its content is not valid";
    }

    private int NextTag(int from) => BeginningPattern().Match(_source, from) is { Success: true } tag ? tag.Index : -1;

    private string? OutputFault(string content, int at, int end) =>
        IsValid(_source[at..end])
            ? null
            : $"the {{{{ }}}} at character {at + 1} is not valid{TemplateSyntaxHint.For(content)}";

    private string? TagFault(string content, int at, ref int end)
    {
        var word = WordPattern().Match(content).Value;
        var tag = _source[at..end];
        switch (word)
        {
            case "raw" or "comment":
                var last = Regex.Match(_source[end..], $@"\{{%-?\s*end{word}\s*-?%\}}", RegexOptions.CultureInvariant);
                end += last.Index + last.Length;
                return last.Success ? null : Unclosed(word, at);
            case "else" or "elsif" or "when" when _open.Count > 0:
                var block = word == "when" ? "case 1" : "if true";
                return ValidOr(word == "else"
                    ? content == word
                    : IsValid($"{{% {block} %}}{tag}{{% end{block.Split(' ')[0]} %}}"));
            case "break" or "continue":
                return null;
            case "case":
                _open.Push((word, at));
                return ValidOr(IsValid($"{tag}{{% when 1 %}}{{% endcase %}}"));
            case "if" or "unless" or "for":
                _open.Push((word, at));
                return ValidOr(IsValid($"{tag}{{% end{word} %}}"));
            case ['e', 'n', 'd', .. var ended] when Blocks.Contains(ended):
                return !_open.TryPop(out var open)
                    ? $"the {{% end{ended} %}} at character {at + 1} has no {{% {ended} %}}"
                    : open.Block == ended ? null
                    : Unclosed(open.Block, open.At);
            default:
                return Words.Contains(word) || (word != "liquid" && IsValid(tag))
                    ? ValidOr(IsValid(tag))
                    : $"the {{% %}} at character {at + 1} has a tag that is {NoTag}{NearestName.Question(word, Words)}";
        }

        string? ValidOr(bool isValid) =>
            isValid ? null : $"the {{% %}} at character {at + 1} is not valid{TemplateSyntaxHint.For(content)}";
    }

    private static string Unclosed(string block, int at) =>
        $"the {{% {block} %}} at character {at + 1} has no {{% end{block} %}}";

    [GeneratedRegex(@"\{[{%]", RegexOptions.CultureInvariant)]
    private static partial Regex BeginningPattern();

    [GeneratedRegex("^[A-Za-z_]+", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
