using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Alerts;

/// <summary>
/// Sends the messages that alerts have decided on, under ids that are derived from the state: a message that is sent
/// twice is accepted once.
/// </summary>
public sealed partial class AlertSender(MessageAcceptor acceptor, ILogger<AlertSender> logger)
{
    /// <summary>Sends messages; those of alerts that were removed from the catalogue are dropped.</summary>
    /// <returns>The messages that could not be stored now.</returns>
    internal async Task<IReadOnlyList<AlertNotice>> SendAsync(
        DurableTaskClient client, GatewayCatalogue gateways, AlertState state, IReadOnlyList<AlertNotice> notices)
    {
        var unsent = new List<AlertNotice>();
        foreach (var notice in notices)
        {
            if (gateways.Alerts.FirstOrDefault(rule => rule.Name == notice.Alert) is not { } rule)
                continue;

            try
            {
                var seed = state.Seed ?? $"{state.StartedAt.UtcTicks}";
                var id = MessageId.Derive($"alert {seed} {notice.Number}");
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Alert} reports a change in message {Id}")]
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
