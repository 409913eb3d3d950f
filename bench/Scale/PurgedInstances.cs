using System.Diagnostics;
using Bench.Provider;
using Bench.Reporting;
using DurableTask.Core;
using DurableTask.Sqlite;

namespace Bench.Scale;

/// <summary>
/// Purges a million finished instances while new ones run, and measures what the purge costs the new work, and the size
/// of the file. Most of the time goes into starting the instances.
/// </summary>
internal static class PurgedInstances
{
    private const int Instances = 1_000_000;
    private const int FillStarters = 64;

    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        await OnStoreAsync(folder.File, FillAsync);
        var before = folder.FileBytes;
        await output.WriteLineAsync($"# {Instances:N0} have ended: {before / 1e6:0} MB");

        List<Measure> measures = [];
        await OnStoreAsync(folder.File, async (service, client) =>
        {
            var (ofPurge, left) = await PurgeAsync(service, client);
            await service.WhenIdleAsync();
            var (after, needed) = (folder.FileBytes, (double)before / Instances * left);
            measures =
            [
                .. ofPurge,
                new("purge: file before", before / 1e6, "MB"),
                new("purge: file after, with the new instances", after / 1e6, "MB"),
                new("purge: file after, of what those took if nothing else had been", after / needed, "x", Goal.AtMost(1.2)),
            ];
        });
        return measures;
    }

    private static Task FillAsync(SqliteOrchestrationService service, TaskHubClient client) => Parallel.ForEachAsync(
        Enumerable.Range(0, Instances),
        new ParallelOptions { MaxDegreeOfParallelism = FillStarters },
        async (_, _) => await client.StartAsync(typeof(OneActivity)));

    private static async Task<(IReadOnlyList<Measure> Measures, long Left)> PurgeAsync(
        SqliteOrchestrationService service, TaskHubClient client)
    {
        var filter = new PurgeInstanceFilter(DateTime.MinValue, TimeProvider.System.GetUtcNow().UtcDateTime, null);
        await using var starts = new SteadyStarts(client);
        await Task.Delay(Alone, TimeProvider.System);
        starts.Take();
        await Task.Delay(Alone, TimeProvider.System);
        var alone = starts.Take();

        var started = Stopwatch.GetTimestamp();
        var purged = await service.PurgeInstanceStateAsync(filter);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var beside = starts.Take();

        await Task.Delay(Alone, TimeProvider.System);
        var later = starts.Take();
        if (purged.DeletedInstanceCount < Instances)
            throw new InvalidOperationException($"Only {purged.DeletedInstanceCount} were purged.");
        IReadOnlyList<Measure> measures =
        [
            new("purge: instances", purged.DeletedInstanceCount / elapsed.TotalSeconds, "1/s"),
            new("purge: new instances before it", alone.PerSecond, "1/s"),
            new("purge: new instances meanwhile", beside.PerSecond, "1/s"),
            new("purge: new instances meanwhile, of the rate before", beside.PerSecond / alone.PerSecond, "x", Goal.AtLeast(0.5)),
            new("purge: create p99 before it", alone.P99, "ms"),
            new("purge: create p99 meanwhile", beside.P99, "ms", Goal.AtMost(15)),
            new("purge: longest create before it", alone.Longest, "ms"),
            new("purge: longest create meanwhile", beside.Longest, "ms"),
            new("purge: new instances in the ten seconds after it", later.PerSecond, "1/s"),
            new("purge: create p99 in the ten seconds after it", later.P99, "ms"),
        ];
        return (measures, starts.Total);
    }

    private static async Task OnStoreAsync(string path, Func<SqliteOrchestrationService, TaskHubClient, Task> useAsync)
    {
        await using var service = new SqliteOrchestrationService(new() { Path = path });
        using var worker = new TaskHubWorker(service);
        worker.AddTaskOrchestrations(typeof(OneActivity)).AddTaskActivities(typeof(Echo));
        await worker.StartAsync();
        await useAsync(service, new TaskHubClient(service));
        await service.WhenIdleAsync();
        await worker.StopAsync(isForced: true);
    }
}
