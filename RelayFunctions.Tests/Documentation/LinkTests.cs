using System.Text.RegularExpressions;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Documentation;

/// <summary>Each link of a page to a file of the repository has a file, and a heading if it names one.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages =>
    [
        .. PageFolders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(BuildOutput.Root, folder), "*.md"))
            .Select(file => Path.GetRelativePath(BuildOutput.Root, file)),
    ];

    private static IEnumerable<string> PageFolders =>
    [
        ".", "docs", "docs/decisions", "docs/gateways",
        "EmbeddedFunctions", "EmbeddedFunctions/docs", "DurableTask.Sqlite", "DurableTask.Sqlite/docs",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Link_ToTheRepository_HasFileAndHeading(string page)
    {
        var text = CodePattern().Replace(File.ReadAllText(Path.Combine(BuildOutput.Root, page)), "");
        var links = LinkPattern().Matches(text).Select(match => match.Groups[1].Value);

        Assert.DoesNotContain(links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)), link => !Leads(page, link));
    }

    private static bool Leads(string page, string link)
    {
        var parts = link.Split('#');
        var from = Path.Combine(BuildOutput.Root, page);
        var file = parts[0].Length == 0 ? from : Path.Combine(Path.GetDirectoryName(from)!, parts[0]);
        return parts.Length == 1
            ? Path.Exists(file)
            : File.Exists(file) && AnchorsOf(File.ReadAllText(file)).Contains(parts[1]);
    }

    // As GitHub makes them: lower case, without punctuation, a hyphen for each space.
    private static IEnumerable<string> AnchorsOf(string text) =>
        HeadingPattern().Matches(CodePattern().Replace(text, ""))
            .Select(match => PunctuationPattern().Replace(match.Groups[1].Value, "").Replace(' ', '-').ToLowerInvariant());

    [GeneratedRegex("^```.*?^```", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\]\(([^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex LinkPattern();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.CultureInvariant)]
    private static partial Regex PunctuationPattern();
}
