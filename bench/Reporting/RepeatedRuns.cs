namespace Bench.Reporting;

/// <summary>Runs a measurement several times, since single runs differ.</summary>
internal static class RepeatedRuns
{
    /// <summary>The medians of all runs, each of which is a line of the output.</summary>
    public static async Task<IReadOnlyList<Measure>> MediansAsync(
        TextWriter output, int count, Func<Task<IReadOnlyList<Measure>>> runOnce)
    {
        var runs = new List<IReadOnlyList<Measure>>();
        for (var run = 1; run <= count; run++)
        {
            runs.Add(await runOnce());
            await output.WriteLineAsync($"# run {run}: {string.Join("; ", runs[^1])}");
        }

        return Measure.Medians(runs);
    }
}
