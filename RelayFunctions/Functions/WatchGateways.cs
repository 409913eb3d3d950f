using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Alerts;

namespace RelayFunctions.Functions;

/// <summary>
/// Counts the waiting and the failed messages, for metrics and alerts. Does nothing if neither metrics nor alerts are
/// enabled.
/// </summary>
public sealed class WatchGateways(GatewayWatch watch)
{
    /// <summary>Runs every minute.</summary>
    [Function(nameof(WatchGateways))]
    public Task RunAsync(
        [TimerTrigger("0 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken shutdown) =>
        watch.RunAsync(client, shutdown);
}
