using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.DurableTask.Client;

namespace RelayFunctions.Overviews;

/// <summary>Sends the overview whenever it may have changed, to a bounded number of listeners.</summary>
public sealed class OverviewEvents(OverviewReader reader, TimeProvider time) : IDisposable
{
    private const int MaxListeners = 50;

    /// <summary>
    /// The maximum duration of a stream: reverse proxies cut off longer responses, Azure's after 230 s. Listeners then
    /// reconnect.
    /// </summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(3);

    /// <summary>The shortest period that a timer can have.</summary>
    private static readonly TimeSpan MinPeriod = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrencyLimiter _listeners = new(
        new ConcurrencyLimiterOptions { PermitLimit = MaxListeners, QueueLimit = 0 });

    /// <summary>
    /// Reserves a place for a listener; dispose of it when the stream has ended. Not acquired if no place is free.
    /// </summary>
    public RateLimitLease Reserve() => _listeners.AttemptAcquire();

    /// <inheritdoc/>
    public void Dispose() => _listeners.Dispose();

    /// <summary>Returns the overview as JSON, immediately and then after each count, until it is cancelled.</summary>
    public async IAsyncEnumerable<string> ListenAsync(
        DurableTaskClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(OverviewReader.MinAge, time);
        var started = time.GetTimestamp();
        OverviewSnapshot? sent = null;
        do
        {
            if (await ReadAsync(client, cancellationToken) is not { } snapshot)
                yield break;

            timer.Period = TimeLeft(snapshot);
            if (ReferenceEquals(snapshot, sent))
                continue;

            sent = snapshot;
            yield return JsonSerializer.Serialize(snapshot.Overview, OverviewJson.Default.Overview);
        }
        while (time.GetElapsedTime(started) < MaxDuration && await TickAsync(timer, cancellationToken));
    }

    // A listener that leaves, or a stop, during a count ends the stream as between two counts.
    private async ValueTask<OverviewSnapshot?> ReadAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(client, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    // A tick just before the snapshot expires would return it again, and show the next count a whole period late.
    private TimeSpan TimeLeft(OverviewSnapshot snapshot)
    {
        var left = snapshot.MaxAge - time.GetElapsedTime(snapshot.ReadAt);
        return left < MinPeriod ? MinPeriod : left < OverviewReader.MinAge ? left : OverviewReader.MinAge;
    }

    private static async ValueTask<bool> TickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
