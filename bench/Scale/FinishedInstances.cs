using Bench.Provider;
using Bench.Reporting;
using DurableTask.Sqlite;

namespace Bench.Scale;

/// <summary>What a finished instance of one activity and a small input takes of the file, its indexes included.</summary>
internal static class FinishedInstances
{
    private const int Instances = 100_000;
    private const int Starters = 64;

    public static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        await using (var service = new SqliteOrchestrationService(new() { Path = folder.File }))
            await new ProviderRun(service).RunAsync(typeof(OneActivity), Instances, Starters);

        // The last connection has put the log into the file. The run begins with a tenth of its instances.
        var count = Instances + Instances / 10;
        return [new("finished instances: of the file, each", (double)folder.FileBytes / count, "B", Goal.AtMost(1_024))];
    }
}
