using Bench.Provider;
using Bench.Reporting;
using DurableTask.Sqlite;

namespace Bench.Scale;

/// <summary>Measures the bytes of the file, indexes included, for a finished instance with one activity and a small input.</summary>
internal static class FinishedInstances
{
    private const int Instances = 100_000;
    private const int Starters = 64;

    public static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        await using (var service = new SqliteOrchestrationService(new() { Path = folder.File }))
            await new ProviderRun(service).RunAsync(typeof(OneActivity), Instances, Starters);

        // The last connection has copied the log into the file. The warm-up adds a tenth of the instances.
        var count = Instances + Instances / 10;
        return [new("finished instances: of the file, each", (double)folder.FileBytes / count, "B", Goal.AtMost(1_024))];
    }
}
