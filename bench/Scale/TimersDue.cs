using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Bench.Provider;
using Bench.Reporting;
using DurableTask.Core;
using DurableTask.Sqlite;

namespace Bench.Scale;

/// <summary>A process that opens the file when all timers are due, and starts new instances while they fire.</summary>
internal static class TimersDue
{
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Measure>> RunAsync(string path, TextWriter output)
    {
        var started = Stopwatch.GetTimestamp();
        await using var service = new SqliteOrchestrationService(new()
        {
            Path = path,
            TimeProvider = new LaterClock(TimeSpan.FromDays(2)),
        });
        using var worker = new TaskHubWorker(service);
        worker.AddTaskOrchestrations(typeof(OneDayTimer), typeof(OneActivity)).AddTaskActivities(typeof(Echo));
        await worker.StartAsync();

        var client = new TaskHubClient(service);
        ConcurrentQueue<double> creates = [], ends = [];
        var running = new List<Task>();
        using var ticks = new PeriodicTimer(BetweenStarts, TimeProvider.System);
        var nextLine = BetweenLines;
        while (service.NextTimerDue is not null && await ticks.WaitForNextTickAsync())
        {
            running.Add(RunOneAsync());
            if (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed >= nextLine)
            {
                nextLine += BetweenLines;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"# {elapsed.TotalSeconds:0} s: {ProcessMemory.Now:0} MiB, new: {running.Count} started, {ends.Count} ended"));
            }
        }

        await Task.WhenAll(running);
        await service.WhenIdleAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await worker.StopAsync(isForced: true);
        double[] createsSorted = [.. creates.Order()];
        double[] endsSorted = [.. ends.Order()];
        return
        [
            new("timers due: completed", WaitingTimers.Instances / seconds, "1/s", Goal.AtLeast(8_000)),
            new("timers due: memory at its highest", ProcessMemory.Peak, "MiB", Goal.AtMost(400)),
            new("timers due: new instances meanwhile, 100 a second", running.Count, ""),
            new("timers due: new instances, create p50", Percentile.Of(createsSorted, 50), "ms"),
            new("timers due: new instances, create p99", Percentile.Of(createsSorted, 99), "ms"),
            new("timers due: new instances, create to end p50", Percentile.Of(endsSorted, 50), "ms"),
            new("timers due: new instances, create to end p99", Percentile.Of(endsSorted, 99), "ms"),
        ];

        async Task RunOneAsync()
        {
            await Task.Yield();
            var create = Stopwatch.GetTimestamp();
            var instance = await client.StartAsync(typeof(OneActivity));
            creates.Enqueue(Stopwatch.GetElapsedTime(create).TotalMilliseconds);
            await client.WaitForOrchestrationAsync(instance, TimeSpan.FromMinutes(10));
            ends.Enqueue(Stopwatch.GetElapsedTime(create).TotalMilliseconds);
        }
    }
}
