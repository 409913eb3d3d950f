using Microsoft.DurableTask.Client;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Messages.Statistics;

namespace RelayFunctions.Overviews;

/// <summary>
/// Reads the overview, once for all concurrent viewers. The longer a count takes, the longer it is cached, so that
/// viewers cost at most a twentieth of one core.
/// </summary>
public sealed class OverviewReader(
    IMessageStatistics statistics, CatalogueMonitor catalogue, GatewayLimiter limiter, TimeProvider time) : IDisposable
{
    private const int AgePerCost = 20;

    private readonly SemaphoreSlim _reading = new(1);
    private OverviewSnapshot? _last;

    /// <summary>The shortest time for which a count is used.</summary>
    public static TimeSpan MinAge { get; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    internal async Task<OverviewSnapshot> ReadAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || time.GetElapsedTime(last.ReadAt) >= last.MaxAge)
                _last = last = await CountAsync(client, cancellationToken);
            return last;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<OverviewSnapshot> CountAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var now = time.GetUtcNow();
        var from = MessageCount.FirstMinute(now);
        var counts = await statistics.ReadAsync(client, from, cancellationToken);
        var overview = OverviewComposer.Compose(now, from, counts, catalogue.Current, limiter.Loads());
        var age = AgePerCost * time.GetElapsedTime(started);
        return new OverviewSnapshot(overview, time.GetTimestamp(), age > MinAge ? age : MinAge);
    }
}
