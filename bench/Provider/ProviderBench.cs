using Bench.Reporting;
using DurableTask.Sqlite;
using Microsoft.DurableTask.Testing.Sidecar;

namespace Bench.Provider;

/// <summary>The store by itself, beside the official in-memory service, which keeps nothing.</summary>
internal static class ProviderBench
{
    private const int Runs = 5;

    public static async Task RunAsync(TextWriter output)
    {
        var runs = new List<IReadOnlyList<Measure>>();
        for (var run = 1; run <= Runs; run++)
        {
            runs.Add(await RunOnceAsync());
            await output.WriteLineAsync($"# run {run}: {string.Join("; ", runs[^1])}");
        }

        foreach (var measure in Measure.Medians(runs))
            await output.WriteLineAsync(measure.ToString());
    }

    private static async Task<IReadOnlyList<Measure>> RunOnceAsync()
    {
        var five = await OnSqliteAsync(typeof(FiveActivities), instances: 5_000, starters: 5_000);
        var saturated = await OnSqliteAsync(typeof(OneActivity), instances: 50_000, starters: 64);
        var light = await OnSqliteAsync(typeof(OneActivity), instances: 20_000, starters: 8);
        var memory = await new ProviderRun(new InMemoryOrchestrationService()).RunAsync(typeof(OneActivity), 50_000, 64);
        return
        [
            new("5,000 x 5 activities: orchestrations", five.PerSecond, "1/s"),
            new("5,000 x 5 activities: actions", five.PerSecond * 6, "1/s"),
            new("one activity, 64 starters", saturated.PerSecond, "1/s"),
            new("one activity, 64 starters, create p50", saturated.CreateP50, "ms"),
            new("one activity, 64 starters, create p99", saturated.CreateP99, "ms"),
            new("one activity, 8 starters", light.PerSecond, "1/s"),
            new("one activity, 8 starters, create p50", light.CreateP50, "ms"),
            new("one activity, 64 starters, in memory", memory.PerSecond, "1/s"),
            new("one activity, 64 starters, to in memory", saturated.PerSecond / memory.PerSecond, "ratio"),
        ];
    }

    private static async Task<RunResult> OnSqliteAsync(Type orchestration, int instances, int starters)
    {
        var folder = Directory.CreateTempSubdirectory("relay-bench-");
        try
        {
            await using var service = new SqliteOrchestrationService(
                new SqliteOrchestrationServiceOptions { Path = Path.Combine(folder.FullName, "bench.db") });
            return await new ProviderRun(service).RunAsync(orchestration, instances, starters);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
