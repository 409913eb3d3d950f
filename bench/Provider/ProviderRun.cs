using System.Diagnostics;
using Bench.Reporting;
using DurableTask.Core;

namespace Bench.Provider;

/// <summary>
/// Starts orchestrations on a provider from several starters at once. Each starter then waits until its orchestrations
/// have ended.
/// </summary>
internal sealed class ProviderRun(IOrchestrationService service)
{
    public async Task<RunResult> RunAsync(Type orchestration, int instances, int starters)
    {
        await service.CreateIfNotExistsAsync();
        using var worker = new TaskHubWorker(service);
        worker.AddTaskOrchestrations(typeof(OneActivity), typeof(FiveActivities)).AddTaskActivities(typeof(Echo));
        await worker.StartAsync();
        var client = new TaskHubClient((IOrchestrationServiceClient)service);
        await RunOnceAsync(client, orchestration, Math.Max(1, instances / 10), starters);
        var result = await RunOnceAsync(client, orchestration, instances, starters);
        await worker.StopAsync(isForced: true);
        return result;
    }

    private static async Task<RunResult> RunOnceAsync(TaskHubClient client, Type orchestration, int count, int starters)
    {
        var latencies = new double[count];
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, starters).Select(_ => Task.Run(StartAndWaitAsync)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        Array.Sort(latencies);
        return new RunResult(
            count / elapsed.TotalSeconds,
            Percentile.Of(latencies, 50),
            Percentile.Of(latencies, 99),
            cpu.TotalMicroseconds / count);

        async Task StartAndWaitAsync()
        {
            var instances = new List<OrchestrationInstance>();
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var create = Stopwatch.GetTimestamp();
                instances.Add(await client.StartAsync(orchestration));
                latencies[i] = Stopwatch.GetElapsedTime(create).TotalMilliseconds;
            }

            foreach (var instance in instances)
            {
                var state = await client.WaitForOrchestrationAsync(instance, TimeSpan.FromMinutes(5));
                if (state?.OrchestrationStatus != OrchestrationStatus.Completed)
                    throw new InvalidOperationException($"An instance ended as {state?.OrchestrationStatus}.");
            }
        }
    }
}
