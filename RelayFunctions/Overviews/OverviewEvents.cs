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

    private readonly ConcurrencyLimiter _listeners = new(
        new ConcurrencyLimiterOptions { PermitLimit = MaxListeners, QueueLimit = 0 });

    /// <summary>
    /// Reserves a listener's place, to dispose of when its stream has ended; not acquired if there is none.
    /// </summary>
    public RateLimitLease Reserve() => _listeners.AttemptAcquire();

    /// <inheritdoc/>
    public void Dispose() => _listeners.Dispose();

    /// <summary>Returns the overview as JSON, at once and then after each count, until it is cancelled.</summary>
    public async IAsyncEnumerable<string> ListenAsync(
        DurableTaskClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(OverviewReader.MinAge, time);
        var started = time.GetTimestamp();
        do
        {
            yield return JsonSerializer.Serialize(
                await reader.ReadAsync(client, cancellationToken), OverviewJson.Default.Overview);
        }
        while (time.GetElapsedTime(started) < MaxDuration && await TickAsync(timer, cancellationToken));
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
