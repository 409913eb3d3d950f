using Bench.Reporting;
using DurableTask.Sqlite;

namespace Bench.Provider;

/// <summary>What is started on a store, and what is measured of it.</summary>
internal abstract class ProviderScenario : IDisposable
{
    /// <summary>Starts what the scenario compares with; says on the output what it has to do without.</summary>
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
