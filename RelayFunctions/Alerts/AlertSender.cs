using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Statistics;

namespace RelayFunctions.Alerts;

/// <summary>
/// Evaluates the alerts and sends their messages. A message is stored before it is sent, under an id that the state
/// gives, so a crash in between neither loses nor doubles it.
/// </summary>
public sealed partial class AlertSender(
    CatalogueMonitor catalogue, MessageAcceptor acceptor, TimeProvider time, ILogger<AlertSender> logger)
{
    private bool _isForgotten;

    /// <summary>Whether the catalogue has alerts.</summary>
    public bool HasAlerts => catalogue.Current.Alerts.Count > 0;

    /// <summary>Forgets the state of alerts that the catalogue no longer has.</summary>
    internal async Task ForgetAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (_isForgotten)
            return;

        await AlertStore.DeleteAsync(client, cancellationToken);
        _isForgotten = true;
    }

    internal async Task EvaluateAsync(
        DurableTaskClient client, MessageStatistics statistics, CancellationToken cancellationToken)
    {
        _isForgotten = false;
        var gateways = catalogue.Current;
        var now = time.GetUtcNow();
        var stored = await AlertStore.ReadAsync(client, cancellationToken);
        var before = stored ?? new AlertState(MinuteOf(now));
        var after = AlertEvaluation.Evaluate(
            before with { Unsent = await SendAsync(client, gateways, before, before.Unsent) },
            gateways,
            statistics,
            now);
        if (stored is null || !AreSame(stored, after))
            await AlertStore.WriteAsync(client, after);
        // The messages that the state had before were tried a moment ago.
        await SendAsync(client, gateways, after, [.. after.Unsent.Except(before.Unsent)]);
    }

    /// <returns>The messages that could not be accepted now.</returns>
    private async Task<IReadOnlyList<AlertNotice>> SendAsync(
        DurableTaskClient client, GatewayCatalogue gateways, AlertState state, IReadOnlyList<AlertNotice> notices)
    {
        var unsent = new List<AlertNotice>();
        foreach (var notice in notices)
        {
            // An alert that was removed meanwhile sends nothing more.
            if (gateways.Alerts.FirstOrDefault(rule => rule.Name == notice.Alert) is not { } rule)
                continue;

            try
            {
                var id = MessageId.Derive($"alert {state.StartedAt.UtcTicks} {notice.Number}");
                var accepted = await acceptor.AcceptAlertAsync(
                    client, MessageOf(rule, gateways, notice), id, rule.Name);
                if (accepted.Id is null)
                    LogRefused(logger, rule.Name);
                else if (!accepted.IsRepeated)
                    LogSent(logger, rule.Name, accepted.Id);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotStored(logger, rule.Name, exception.Message);
                unsent.Add(notice);
            }
        }

        return unsent;
    }

    private static MessageRequest MessageOf(AlertRule rule, GatewayCatalogue gateways, AlertNotice notice)
    {
        var text = notice.Text;
        foreach (var limit in rule.Targets.Select(name => gateways.Find(name)?.MessageLimit).OfType<MessageLimit>())
            text = limit.Cut(text);
        return new MessageRequest(text, rule.Targets, rule.Parameters.Count == 0 ? null : rule.Parameters);
    }

    private static bool AreSame(AlertState one, AlertState other) => AlertStore.TextOf(one) == AlertStore.TextOf(other);

    private static DateTimeOffset MinuteOf(DateTimeOffset time) =>
        new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Alert} reports gateways in message {Id}")]
    private static partial void LogSent(ILogger logger, string alert, string id);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Alert {Alert} can't send its message: none of its gateways accepts it")]
    private static partial void LogRefused(ILogger logger, string alert);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A message of alert {Alert} could not be stored, and is tried again in a minute: {Error}")]
    private static partial void LogNotStored(ILogger logger, string alert, string error);
}
