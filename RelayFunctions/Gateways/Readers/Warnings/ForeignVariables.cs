using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Sections;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Readers.Warnings;

/// <summary>
/// Warns of variables as shells, Docker Compose and others write them, which Relay would send as they are. No warning
/// shows a name, since a secret can look like one.
/// </summary>
internal static partial class ForeignVariables
{
    /// <summary>The keys that are searched: texts of responses, such as regular expressions, have a $ too.</summary>
    private static readonly string[] Keys =
        ["url", "headers", "query", "body", "auth", "certificate", "proxy", "settings", TemplateVariables.Secrets];

    private const int MaxLength = 8 * 1024;

    /// <param name="entry">The gateway's entry, without what its preset adds.</param>
    /// <param name="path">The entry's path in the catalogue.</param>
    /// <param name="faults">Receives the warnings.</param>
    public static void Warn(JsonObject entry, SettingPath path, FaultList faults)
    {
        foreach (var (at, text) in Keys.SelectMany(key => EntryTexts.In(entry[key], path.Under(key))))
        {
            // A part of a secret can look like a variable by chance.
            if (Find(text) is { } match
                && (!IsBelow(at, TemplateVariables.Secrets) || match.Length == text.Length))
            {
                faults.Warn(
                    at,
                    $"contains {FormOf(match)}, which Relay does not replace and sends as it is: "
                    + CureAt(at, faults));
            }
        }
    }

    /// <summary>Returns the form of a text's first such variable, as in <c>${...}</c>; null if it has none.</summary>
    public static string? FormOf(string text) => Find(text) is { } match ? FormOf(match) : null;

    private static string CureAt(SettingPath path, FaultList faults) =>
        IsBelow(path, TemplateVariables.Settings) || faults.IsFromSettings(path)
            ? $"set {path.AsSetting} to the value itself"
            : "write {{ secrets.KEY }} there, and set "
                + $"{path.Whole.Under(TemplateVariables.Secrets).AsSetting}__KEY";

    private static bool IsBelow(SettingPath path, string group) =>
        path.Key.StartsWith($"{group}.", StringComparison.Ordinal);

    // Long texts are no credentials, and take the pattern long.
    private static Match? Find(string text) => text.Length <= MaxLength
        && Pattern().Match(TemplateText.WithoutTemplates(text)) is { Success: true } match ? match : null;

    private static string FormOf(Match match) =>
        match.Groups["braces"].Success ? "${...}"
        : match.Groups["parentheses"].Success ? "$(...)"
        : match.Groups["percent"].Success ? "%...%"
        : "$...";

    /// <summary>A name after a plain $ counts as a whole value or a part of a url only: texts have prices.</summary>
    [GeneratedRegex(
        @"(?<braces>\$\{[A-Za-z_][^{}\s]*\})|(?<parentheses>\$\([A-Za-z_][A-Za-z0-9_.]*\))"
            + "|(?<percent>%[A-Z_]{2}[A-Z0-9_]+%)"
            + @"|^(https?://.*[/=]|(Basic|Bearer|Key|Token) )?\$[A-Z_][A-Z0-9_]+([/?&#].*)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
