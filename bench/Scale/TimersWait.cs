using System.Diagnostics;
using Bench.Provider;
using Bench.Reporting;
using DurableTask.Core;
using DurableTask.Sqlite;

namespace Bench.Scale;

/// <summary>Opens the file while the timers wait, and runs new instances.</summary>
internal static class TimersWait
{
    private const int Instances = 50_000;
    private const int Starters = 64;

    public static async Task<IReadOnlyList<Measure>> RunAsync(string path, TextWriter output)
    {
        await using var service = new SqliteOrchestrationService(new() { Path = path });
        using var worker = new TaskHubWorker(service);
        worker.AddTaskOrchestrations(typeof(OneActivity)).AddTaskActivities(typeof(Echo));
        await worker.StartAsync();
        var client = new TaskHubClient(service);
        await RunOneAsync(client);
        using var self = Process.GetCurrentProcess();
        var untilFirst = TimeProvider.System.GetLocalNow().DateTime - self.StartTime;
        var afterFirst = ProcessMemory.Now;

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Instances),
            new ParallelOptions { MaxDegreeOfParallelism = Starters },
            async (_, _) => await RunOneAsync(client));
        await worker.StopAsync(isForced: true);
        return
        [
            new("timers wait: from the start of the process to the first completed new instance", untilFirst.TotalSeconds, "s", Goal.AtMost(1)),
            new("timers wait: memory after the first", afterFirst, "MiB", Goal.AtMost(150)),
            new("timers wait: memory after 50,000 more", ProcessMemory.Now, "MiB", Goal.AtMost(150)),
            new("timers wait: memory at its highest", ProcessMemory.Peak, "MiB", Goal.AtMost(150)),
        ];
    }

    private static async Task RunOneAsync(TaskHubClient client)
    {
        var instance = await client.StartAsync(typeof(OneActivity));
        await client.WaitForOrchestrationAsync(instance, TimeSpan.FromMinutes(1));
    }
}
