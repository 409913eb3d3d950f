using System.Collections.Concurrent;
using System.Diagnostics;
using Bench.Provider;
using Bench.Reporting;
using DurableTask.Core;

namespace Bench.Scale;

/// <summary>New instances, and the times until each is durable and until it has ended.</summary>
internal sealed class TimedInstances(TaskHubClient client)
{
    private readonly List<Task> _running = [];
    private readonly ConcurrentQueue<double> _creates = [];
    private readonly ConcurrentQueue<double> _ends = [];

    /// <summary>The number of instances that were started.</summary>
    public int Started => _running.Count;

    /// <summary>The number of instances that have ended.</summary>
    public int Ended => _ends.Count;

    public void Start() => _running.Add(RunAsync());

    public Task WhenEndedAsync() => Task.WhenAll(_running);

    /// <summary>The measures, once all have ended.</summary>
    /// <param name="prefix">The beginning of each measure's name.</param>
    public IReadOnlyList<Measure> Measures(string prefix)
    {
        double[] creates = [.. _creates.Order()];
        double[] ends = [.. _ends.Order()];
        return
        [
            new($"{prefix}, create p50", Percentile.Of(creates, 50), "ms"),
            new($"{prefix}, create p99", Percentile.Of(creates, 99), "ms"),
            new($"{prefix}, create to end p50", Percentile.Of(ends, 50), "ms"),
            new($"{prefix}, create to end p99", Percentile.Of(ends, 99), "ms"),
        ];
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        var create = Stopwatch.GetTimestamp();
        var instance = await client.StartAsync(typeof(OneActivity));
        _creates.Enqueue(Stopwatch.GetElapsedTime(create).TotalMilliseconds);
        await client.WaitForOrchestrationAsync(instance, TimeSpan.FromMinutes(10));
        _ends.Enqueue(Stopwatch.GetElapsedTime(create).TotalMilliseconds);
    }
}
