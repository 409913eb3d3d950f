using Bench.Provider;
using Bench.Reporting;
using DurableTask.Core;
using DurableTask.Sqlite;

namespace Bench.Scale;

/// <summary>Starts the instances and leaves them waiting on their timers.</summary>
internal static class TimersFill
{
    private const int Starters = 64;
    private const int Steps = 4;

    public static async Task<IReadOnlyList<Measure>> RunAsync(string path, TextWriter output)
    {
        await using var service = new SqliteOrchestrationService(new() { Path = path });
        using var worker = new TaskHubWorker(service);
        worker.AddTaskOrchestrations(typeof(OneDayTimer));
        await worker.StartAsync();
        var client = new TaskHubClient(service);
        var measures = new List<Measure>();
        for (var step = 1; step <= Steps; step++)
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, WaitingTimers.Instances / Steps),
                new ParallelOptions { MaxDegreeOfParallelism = Starters },
                async (_, _) => await client.StartAsync(typeof(OneDayTimer)));
            await service.WhenIdleAsync();
            measures.Add(new(
                $"memory of the process that starts them, after {WaitingTimers.Instances / Steps * step:N0}",
                ProcessMemory.Now,
                "MiB",
                Goal.AtMost(150)));
            await output.WriteLineAsync($"# {measures[^1]}");
        }

        await worker.StopAsync(isForced: true);
        return measures;
    }
}
