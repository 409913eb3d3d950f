using System.Collections.Concurrent;
using System.Diagnostics;
using Bench.Provider;
using Bench.Reporting;
using DurableTask.Core;

namespace Bench.Scale;

/// <summary>New work during another operation on the store: a few starters, each with one start at a time.</summary>
internal sealed class SteadyStarts : IAsyncDisposable
{
    private const int Starters = 8;

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskHubClient _client;
    private readonly Task _running;
    private ConcurrentQueue<double> _latencies = [];
    private long _total;
    private long _since = Stopwatch.GetTimestamp();

    public SteadyStarts(TaskHubClient client)
    {
        _client = client;
        _running = Task.WhenAll(Enumerable.Range(0, Starters).Select(_ => Task.Run(StartManyAsync)));
    }

    /// <summary>The number of starts.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Returns the starts per second since the last call, and the time until a start was durable, in ms.</summary>
    public (double PerSecond, double P99, double Longest) Take()
    {
        var taken = Interlocked.Exchange(ref _latencies, []);
        var elapsed = Stopwatch.GetElapsedTime(_since);
        _since = Stopwatch.GetTimestamp();
        double[] sorted = [.. taken.Order()];
        return (sorted.Length / elapsed.TotalSeconds, Percentile.Of(sorted, 99), sorted[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task StartManyAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var create = Stopwatch.GetTimestamp();
            await _client.StartAsync(typeof(OneActivity));
            Interlocked.Increment(ref _total);
            _latencies.Enqueue(Stopwatch.GetElapsedTime(create).TotalMilliseconds);
        }
    }
}
