using Bench.Reporting;
using DurableTask.AzureStorage;
using DurableTask.Sqlite;
using DurableTask.Sqlite.Tests.Azurite;
using Microsoft.DurableTask.Testing.Sidecar;

namespace Bench.Provider;

/// <summary>The store by itself, beside the official in-memory service, which keeps nothing, and Azure Storage on Azurite.</summary>
internal static class ProviderBench
{
    private const int Runs = 5;

    public static async Task RunAsync(TextWriter output)
    {
        var (azurite, missing) = await AzuriteProcess.TryStartAsync();
        using var _ = azurite;
        if (missing is not null)
            await output.WriteLineAsync($"# without Azure Storage: {missing}");
        var runs = new List<IReadOnlyList<Measure>>();
        for (var run = 1; run <= Runs; run++)
        {
            runs.Add(await RunOnceAsync(azurite));
            await output.WriteLineAsync($"# run {run}: {string.Join("; ", runs[^1])}");
        }

        foreach (var measure in Measure.Medians(runs))
            await output.WriteLineAsync(measure.ToString());
    }

    private static async Task<IReadOnlyList<Measure>> RunOnceAsync(AzuriteProcess? azurite)
    {
        var five = await OnSqliteAsync(typeof(FiveActivities), instances: 5_000, starters: 5_000);
        var saturated = await OnSqliteAsync(typeof(OneActivity), instances: 50_000, starters: 64);
        var light = await OnSqliteAsync(typeof(OneActivity), instances: 20_000, starters: 8);
        var memory = await new ProviderRun(new InMemoryOrchestrationService()).RunAsync(typeof(OneActivity), 50_000, 64);
        List<Measure> measures =
        [
            new("5,000 x 5 activities: actions", five.PerSecond * 6, "1/s", Goal.AtLeast(15_000)),
            new("one activity, 64 starters", saturated.PerSecond, "1/s", Goal.AtLeast(8_000)),
            new("one activity, 64 starters, create p50", saturated.CreateP50, "ms", Goal.AtMost(5)),
            new("one activity, 64 starters, create p99", saturated.CreateP99, "ms", Goal.AtMost(15)),
            new("one activity, 8 starters", light.PerSecond, "1/s"),
            new("one activity, 8 starters, create p50", light.CreateP50, "ms", Goal.AtMost(1.5)),
            new("one activity, 64 starters, official in-memory service", memory.PerSecond, "1/s"),
            new("one activity, 64 starters, of the in-memory service", saturated.PerSecond / memory.PerSecond, "x", Goal.AtLeast(0.7)),
        ];
        if (azurite is not null)
        {
            var azure = await OnAzureStorageAsync(azurite);
            measures.Add(new("one activity, 64 starters, Azure Storage on Azurite", azure.PerSecond, "1/s"));
            measures.Add(new("one activity, 64 starters, of Azure Storage", saturated.PerSecond / azure.PerSecond, "x", Goal.AtLeast(200)));
        }

        return measures;
    }

    private static async Task<RunResult> OnAzureStorageAsync(AzuriteProcess azurite)
    {
        var service = new AzureStorageOrchestrationService(new AzureStorageOrchestrationServiceSettings
        {
            StorageAccountClientProvider = new StorageAccountClientProvider(azurite.ConnectionString),
            TaskHubName = $"bench{Guid.NewGuid():N}"[..20],
        });
        return await new ProviderRun(service).RunAsync(typeof(OneActivity), instances: 200, starters: 64);
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
