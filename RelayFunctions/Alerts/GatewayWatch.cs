using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Statistics;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Alerts;

/// <summary>
/// Counts what waits, where metrics ask for it. The longer a count takes the later the next one comes, so that it costs a
/// twentieth of one core at most.
/// </summary>
public sealed class GatewayWatch(IMessageStatistics statistics, GatewayGauges gauges, TimeProvider time)
{
    private const int PausePerCost = 20;

    private long _countedAt;
    private TimeSpan _pause;

    internal async Task LookAsync(DurableTaskClient client, CancellationToken shutdown)
    {
        if (!GatewayGauges.AreCountsWanted || time.GetElapsedTime(_countedAt) < _pause)
            return;

        _countedAt = time.GetTimestamp();
        gauges.OnCounted(await statistics.ReadRecentAsync(client, MessageCount.FirstMinute(time.GetUtcNow()), shutdown));
        _pause = PausePerCost * time.GetElapsedTime(_countedAt);
    }
}
