using Bench.Reporting;
using DurableTask.Sqlite;

namespace Bench.Provider;

/// <summary>A load on a store, and its measures.</summary>
internal abstract class ProviderScenario : IDisposable
{
    /// <summary>Starts the other providers, and writes to the output which of them are missing.</summary>
    public virtual Task StartAsync(TextWriter output) => Task.CompletedTask;

    public abstract Task<IReadOnlyList<Measure>> RunOnceAsync();

    public virtual void Dispose()
    {
    }

    protected static async Task<RunResult> OnSqliteAsync(Type orchestration, int instances, int starters)
    {
        using var folder = new BenchFolder();
        await using var service = new SqliteOrchestrationService(new() { Path = folder.File });
        return await new ProviderRun(service).RunAsync(orchestration, instances, starters);
    }
}
