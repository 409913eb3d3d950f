using Bench.Reporting;
using DurableTask.AzureStorage;
using DurableTask.Sqlite.Tests.Azurite;
using Microsoft.DurableTask.Testing.Sidecar;

namespace Bench.Provider;

/// <summary>One activity an orchestration, as fast as 64 starters can, on this and on other providers.</summary>
internal sealed class OneActivityScenario : ProviderScenario
{
    private const int Instances = 50_000;
    private const int Starters = 64;

    private AzuriteProcess? _azurite;

    public override async Task StartAsync(TextWriter output)
    {
        (_azurite, var missing) = await AzuriteProcess.TryStartAsync();
        if (missing is not null)
            await output.WriteLineAsync($"# without Azure Storage: {missing}");
    }

    public override async Task<IReadOnlyList<Measure>> RunOnceAsync()
    {
        var ours = await OnSqliteAsync(typeof(OneActivity), Instances, Starters);
        var memory = await new ProviderRun(new InMemoryOrchestrationService())
            .RunAsync(typeof(OneActivity), Instances, Starters);
        List<Measure> measures =
        [
            new("one activity, 64 starters", ours.PerSecond, "1/s", Goal.AtLeast(8_000)),
            new("one activity, 64 starters, create p50", ours.CreateP50, "ms", Goal.AtMost(5)),
            new("one activity, 64 starters, create p99", ours.CreateP99, "ms", Goal.AtMost(15)),
            new("one activity, 64 starters, CPU time an orchestration", ours.Cpu, "µs"),
            new("one activity, 64 starters, official in-memory service", memory.PerSecond, "1/s"),
            new("one activity, 64 starters, official in-memory service, CPU time an orchestration", memory.Cpu, "µs"),
            new("one activity, 64 starters, of the in-memory service", ours.PerSecond / memory.PerSecond, "x", Goal.AtLeast(0.7)),
        ];
        if (_azurite is not null)
        {
            var azure = await OnAzureStorageAsync(_azurite);
            measures.Add(new("one activity, 64 starters, Azure Storage on Azurite", azure.PerSecond, "1/s"));
            measures.Add(new("one activity, 64 starters, of Azure Storage", ours.PerSecond / azure.PerSecond, "x", Goal.AtLeast(200)));
        }

        return measures;
    }

    public override void Dispose()
    {
        _azurite?.Dispose();
        base.Dispose();
    }

    private static async Task<RunResult> OnAzureStorageAsync(AzuriteProcess azurite)
    {
        var service = new AzureStorageOrchestrationService(new AzureStorageOrchestrationServiceSettings
        {
            StorageAccountClientProvider = new StorageAccountClientProvider(azurite.ConnectionString),
            TaskHubName = $"bench{Guid.NewGuid():N}"[..20],
        });
        return await new ProviderRun(service).RunAsync(typeof(OneActivity), instances: 200, Starters);
    }
}
