using Bench.Reporting;

namespace Bench.Provider;

/// <summary>
/// The store by itself, in parts that can be run separately: five activities per orchestration; one, compared with the
/// official in-memory service, which keeps nothing, and with Azure Storage on Azurite; one with few starters.
/// </summary>
internal static class ProviderBench
{
    private const int Runs = 5;

    private static readonly (string Name, Func<ProviderScenario> Open)[] Parts =
    [
        ("five", () => new FiveActivitiesScenario()),
        ("one", () => new OneActivityScenario()),
        ("light", () => new FewStartersScenario()),
    ];

    public static async Task<bool> RunAsync(TextWriter output, string? part = null)
    {
        var chosen = Parts.Where(candidate => part is null || candidate.Name == part).ToList();
        var medians = new List<Measure>();
        foreach (var (_, open) in chosen)
        {
            using var scenario = open();
            medians.AddRange(await RunAsync(output, scenario));
        }

        medians.ForEach(measure => output.WriteLine(measure));
        return chosen.Count > 0;
    }

    private static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output, ProviderScenario scenario)
    {
        await scenario.StartAsync(output);
        // Until the just-in-time compiler is done, since a server runs for much longer.
        await output.WriteLineAsync($"# warm-up: {string.Join("; ", await scenario.RunOnceAsync())}");
        return await RepeatedRuns.MediansAsync(output, Runs, scenario.RunOnceAsync);
    }
}
