using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Statistics;

namespace RelayFunctions.Alerts;

/// <summary>
/// Evaluates the alerts on new counts and keeps their state. A message is stored with the state before it is sent, so
/// that a crash neither loses nor duplicates it.
/// </summary>
public sealed class AlertEvaluator(
    CatalogueMonitor catalogue, AlertSender sender, RelayOptions options, TimeProvider time)
{
    private bool _isStateDeleted;

    /// <summary>Whether the catalogue has alerts.</summary>
    public bool HasAlerts => catalogue.Current.Alerts.Count > 0;

    /// <summary>Deletes the state of alerts that the catalogue no longer has.</summary>
    internal async Task ForgetAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (_isStateDeleted)
            return;

        await AlertStore.DeleteAsync(client, cancellationToken);
        _isStateDeleted = true;
    }

    internal async Task EvaluateAsync(
        DurableTaskClient client, MessageStatistics statistics, CancellationToken cancellationToken)
    {
        _isStateDeleted = false;
        var gateways = catalogue.Current;
        var now = time.GetUtcNow();
        var (stored, writtenAt) = await AlertStore.ReadAsync(client, cancellationToken);
        var before = stored ?? AlertState.Create(now);
        var after = AlertEvaluation.Evaluate(
            before with { Unsent = await sender.SendAsync(client, gateways, before, before.Unsent) },
            gateways,
            statistics,
            now);
        // The purge deletes the state by its age, like messages: an unchanged state is written again before that.
        var isOld = now - writtenAt >= options.Retention / 2;
        var isChanged = stored is null || isOld || !AreSame(stored, after);
        if (isChanged && !await TryWriteAsync(client, after, writtenAt, cancellationToken))
            return;

        // The messages of the previous state were tried a moment ago.
        await sender.SendAsync(client, gateways, after, [.. after.Unsent.Except(before.Unsent)]);
    }

    // Another server of the task hub may write its state at the same moment, and sends the messages.
    private static async Task<bool> TryWriteAsync(
        DurableTaskClient client, AlertState state, DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        try
        {
            await AlertStore.WriteAsync(client, state);
            return true;
        }
        catch (Exception)
        {
            var (_, writtenAt) = await AlertStore.ReadAsync(client, cancellationToken);
            if (writtenAt > writtenBefore)
                return false;
            throw;
        }
    }

    private static bool AreSame(AlertState one, AlertState other) => AlertStore.TextOf(one) == AlertStore.TextOf(other);
}
