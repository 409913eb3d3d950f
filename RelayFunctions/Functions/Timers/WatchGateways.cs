using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Alerts;
using RelayFunctions.Functions.Durable;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Messages;

namespace RelayFunctions.Functions.Timers;

/// <summary>
/// Wakes the messages that a change of the catalogue lets start earlier. Counts the waiting and the failed messages, if
/// metrics or alerts are enabled.
/// </summary>
public sealed class WatchGateways(CatalogueMonitor catalogue, GatewayLimiter limiter, GatewayWatch watch)
{
    /// <summary>Runs every minute.</summary>
    [Function(nameof(WatchGateways))]
    public async Task RunAsync(
        [TimerTrigger("0 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken shutdown)
    {
        // One after the other, so that they start in the order of acceptance. The count follows, since it may take
        // minutes, or fail.
        foreach (var id in MessageSortKey.ToIds(limiter.Apply(catalogue.Current)))
            await WakeAsync(client, id, shutdown);
        await watch.RunAsync(client, shutdown);
    }

    private static async Task WakeAsync(DurableTaskClient client, Guid id, CancellationToken shutdown)
    {
        try
        {
            await client.RaiseEventAsync(id.ToString(), DeliverMessage.WakeEvent, true, shutdown);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !shutdown.IsCancellationRequested)
        {
            // The message may have ended. Without the event it starts at its own time.
        }
    }
}
