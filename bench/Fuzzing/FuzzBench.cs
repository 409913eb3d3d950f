using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Tests.Gateways.Fuzzing;

namespace Bench.Fuzzing;

/// <summary>
/// Loads 100,000 catalogues with random changes: those of docs/gateways.md and its pages, and one of each preset.
/// None may throw, end the process, or be reported as an unexpected error.
/// </summary>
internal static partial class FuzzBench
{
    private const int Seeds = 100;
    private const int PerSeed = 1000;

    /// <returns>Whether each was either rejected or usable.</returns>
    public static async Task<bool> RunAsync(TextWriter output)
    {
        var examples = Examples();
        var watch = Stopwatch.StartNew();
        var refused = 0;
        var broken = new List<string>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var run = CatalogueFuzz.Run(examples, seed, PerSeed);
            refused += run.Refused;
            broken.AddRange(run.Broken);
        }

        foreach (var one in broken.Take(20))
            await output.WriteLineAsync(one);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"fuzz: {Seeds * PerSeed} catalogues, {refused} refused, {(Seeds * PerSeed) - refused - broken.Count} usable, {broken.Count} broken, in {watch.Elapsed.TotalSeconds:0} s  {(broken.Count == 0 ? "ok" : "short")}"));
        return broken.Count == 0;
    }

    private static string[] Examples()
    {
        var documented = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "documentation")).Order()
            .SelectMany(page => CataloguePattern().Matches(File.ReadAllText(page)))
            .Select(match => match.Groups[1].Value);
        var presets = PresetLibrary.All.Select(preset => $$"""
            {
              "gateways": {
                "json": {
                  "preset": "{{preset.Name}}",
                  "settings": { {{string.Join(", ", preset.Settings.Select(setting => $"\"{setting.Name}\": \"a\""))}} }
                }
              }
            }
            """);
        return [.. documented, .. presets];
    }

    [GeneratedRegex("^```json\n(.*?)^```", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CataloguePattern();
}
