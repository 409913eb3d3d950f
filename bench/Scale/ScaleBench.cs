using Bench.Reporting;

namespace Bench.Scale;

/// <summary>
/// The store with a large amount of data, in parts that can be run separately. Each is run once, since they are long.
/// </summary>
internal static class ScaleBench
{
    private static readonly (string Name, Func<TextWriter, Task<IReadOnlyList<Measure>>> RunAsync)[] Parts =
    [
        ("finished", FinishedInstances.RunAsync),
        ("purge", PurgedInstances.RunAsync),
        ("timers", WaitingTimers.RunAsync),
    ];

    public static async Task<bool> RunAsync(TextWriter output, string? part = null)
    {
        var chosen = Parts.Where(candidate => part is null || candidate.Name == part).ToList();
        foreach (var (_, runAsync) in chosen)
        {
            foreach (var measure in await runAsync(output))
                await output.WriteLineAsync(measure.ToString());
        }

        return chosen.Count > 0;
    }
}
