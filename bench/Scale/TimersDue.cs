using System.Diagnostics;
using System.Globalization;
using Bench.Provider;
using Bench.Reporting;
using DurableTask.Core;
using DurableTask.Sqlite;

namespace Bench.Scale;

/// <summary>Opens the file when all timers are due, and starts new instances while they fire.</summary>
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

        var instances = new TimedInstances(new TaskHubClient(service));
        await StartUntilFiredAsync(service, instances, started, output);
        await instances.WhenEndedAsync();
        await service.WhenIdleAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await worker.StopAsync(isForced: true);
        return
        [
            new("timers due: completed", WaitingTimers.Instances / seconds, "1/s", Goal.AtLeast(8_000)),
            new("timers due: memory at its highest", ProcessMemory.Peak, "MiB", Goal.AtMost(400)),
            new("timers due: new instances meanwhile, 100 a second", instances.Started, ""),
            .. instances.Measures("timers due: new instances"),
        ];
    }

    private static async Task StartUntilFiredAsync(
        SqliteOrchestrationService service, TimedInstances instances, long started, TextWriter output)
    {
        using var ticks = new PeriodicTimer(BetweenStarts, TimeProvider.System);
        var nextLine = BetweenLines;
        while (service.NextTimerDue is not null && await ticks.WaitForNextTickAsync())
        {
            instances.Start();
            if (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed >= nextLine)
            {
                nextLine += BetweenLines;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"# {elapsed.TotalSeconds:0} s: {ProcessMemory.Now:0} MiB, new: {instances.Started} started, {instances.Ended} ended"));
            }
        }
    }
}
