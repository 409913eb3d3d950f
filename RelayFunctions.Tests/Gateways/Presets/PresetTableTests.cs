using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Parameters;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Gateways.Presets;

public sealed partial class PresetTableTests
{
    /// <summary>If this variable is set, the test writes the table instead of failing.</summary>
    private const string WriteSetting = "RELAY_WRITE_DOCS";

    private static readonly string Page = Path.Combine(BuildOutput.Root, "docs", "gateways", "presets.md");

    [Fact]
    public void Table_OfThePage_IsThatOfThePresets()
    {
        var text = File.ReadAllText(Page);
        var written = TablePattern().Replace(text, match => $"{match.Groups[1].Value}{Table()}{match.Groups[3].Value}");
        if (Environment.GetEnvironmentVariable(WriteSetting) is not null)
            File.WriteAllText(Page, written);
        else
            Assert.True(written == text, $"docs/gateways/presets.md is not what the presets' files say: run this test once with {WriteSetting}=1, which writes it");

        Assert.Single(TablePattern().Matches(text));
    }

    [Fact]
    public void Readme_SendsToTheTable() =>
        Assert.Contains("](docs/gateways/presets.md)", File.ReadAllText(Path.Combine(BuildOutput.Root, "README.md")), StringComparison.Ordinal);

    private static string Table() => string.Concat(
        PresetLibrary.All.Select(Row).Prepend("| preset | service | settings | secrets | parameters |\n| --- | --- | --- | --- | --- |\n"));

    private static string Row(Preset preset) =>
        $"| `{preset.Name}` | [{preset.Title}]({preset.Documentation.OriginalString}) | {Cell(preset.Settings.Select(Show))} "
        + $"| {Cell(preset.Secrets.Select(Show))} | {Cell(preset.Parameters.Select(Show))} |\n";

    private static string Show(PresetValue value) =>
        Show(value.Name, value.Default is null && !value.IsOptional, value.Default, value.Description);

    private static string Show(Parameter parameter) => Show(
        parameter.Name,
        parameter.IsRequired,
        parameter.Default?.ToString(),
        parameter.Values is { } values ? $"{string.Join(", ", values)}; {parameter.Description}" : parameter.Description!);

    private static string Show(string name, bool isRequired, string? usual, string description)
    {
        var head = isRequired ? $"`{name}`" : usual is null ? $"[`{name}`]" : $"[`{name}` = `{usual}`]";
        return $"{head} {description.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}";
    }

    private static string Cell(IEnumerable<string> items) => string.Join("<br>", items);

    [GeneratedRegex(@"(<!-- presets: [^\n]* -->\n)(.*?)(<!-- /presets -->\n)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex TablePattern();
}
