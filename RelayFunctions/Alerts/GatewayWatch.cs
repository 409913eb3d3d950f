using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Statistics;

namespace RelayFunctions.Alerts;

/// <summary>
/// Counts the waiting and the failed messages if metrics or alerts need the counts. The longer a count takes, the later
/// the next one starts, so that counting takes at most a twentieth of one core.
/// </summary>
public sealed class GatewayWatch(
    IMessageStatistics statistics, GatewayGauges gauges, AlertEvaluator alerts, TimeProvider time)
{
    private const int PausePerCost = 20;

    /// <summary>The shortest time between two counts.</summary>
    private static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(1);

    /// <summary>A count ends well before a Functions host would end the function.</summary>
    private static readonly TimeSpan MaxCost = TimeSpan.FromMinutes(4);

    private long _countedAt;
    private TimeSpan _pause;

    internal async Task RunAsync(DurableTaskClient client, CancellationToken shutdown)
    {
        // Once: a change of the catalogue meanwhile must not evaluate alerts on a count that was made without them.
        var hasAlerts = alerts.HasAlerts;
        if (!hasAlerts)
            await alerts.ForgetAsync(client, shutdown);
        if (!(hasAlerts || GatewayGauges.AreCountsWanted) || time.GetElapsedTime(_countedAt) < _pause)
            return;

        using var limit = new CancellationTokenSource(MaxCost, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, shutdown);
        var counts = await CountAsync(client, hasAlerts, stop.Token);
        gauges.OnCounted(counts);
        if (hasAlerts)
            await alerts.EvaluateAsync(client, counts, stop.Token);
    }

    private async Task<MessageStatistics> CountAsync(
        DurableTaskClient client, bool hasAlerts, CancellationToken cancellationToken)
    {
        _countedAt = time.GetTimestamp();
        var now = time.GetUtcNow();
        try
        {
            // Only alerts need the messages that have ended.
            var from = hasAlerts ? MessageCount.FirstMinute(now) : now;
            return await statistics.ReadRecentAsync(client, from, cancellationToken);
        }
        finally
        {
            var pause = PausePerCost * time.GetElapsedTime(_countedAt);
            _pause = pause > MinInterval ? pause : TimeSpan.Zero;
        }
    }
}
