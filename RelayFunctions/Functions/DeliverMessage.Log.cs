using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Notifying;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Functions;

public static partial class DeliverMessage
{
    /// <summary>
    /// The tag by which the Durable Task Framework lets an orchestration end before one that it has started.
    /// </summary>
    private static readonly Dictionary<string, string> FireAndForget =
        new(StringComparer.Ordinal) { ["FireAndForget"] = "true" };

    private static void Log(
        ILogger logger, string id, MessageDelivery delivery, AttemptReport report, DateTimeOffset? next)
    {
        var gateway = delivery.Gateway;
        if (report.IsBrokenOff && next is { } again)
            LogBrokenOff(logger, id, delivery.NextNumber, gateway, again);
        if (report is { IsPaused: true, RetryAt: { } look })
            LogPaused(logger, id, gateway, look);
        else if (report is { Attempt: null, RetryAt: { } place })
            LogBusy(logger, id, gateway, place);
        if (report.Attempt is not { } attempt)
            return;

        if (attempt.Error is null)
        {
            var took = (long)(attempt.EndedAt - attempt.StartedAt).TotalMilliseconds;
            var status = StatusText.Of(attempt.StatusCode.GetValueOrDefault());
            LogTaken(logger, id, attempt.Number, report.AttemptsAllowed, gateway, status, took);
        }
        else if (next is { } at)
        {
            LogFailedAttempt(logger, id, attempt.Number, report.AttemptsAllowed, gateway, attempt.Error, at);
        }
        else
        {
            LogLastAttempt(logger, id, attempt.Number, report.AttemptsAllowed, gateway, attempt.Error);
        }
    }

    // A delivered message needs no log line besides that of its attempt.
    private static DeliveryResult End(
        TaskOrchestrationContext context, ILogger logger, MessageDelivery delivery, DeliveryResult result)
    {
        var id = context.InstanceId;
        if (!context.IsReplaying)
            MessageMetrics.OnEnded(delivery, result);
        if (result.Outcome == DeliveryOutcome.Failed)
            LogFailed(logger, id, delivery.Gateway, delivery.Attempts.Count, result.Error);
        else if (result.Outcome == DeliveryOutcome.Cancelled)
            LogCancelled(logger, id, delivery.Gateway, delivery.Attempts.Count);
        else if (result.Outcome == DeliveryOutcome.Expired)
            LogExpired(logger, id, delivery.Gateway, delivery.Attempts.Count);
        if (Notification.Of(id, delivery, result, context.CurrentUtcDateTime) is { } notification)
        {
            Start(context, MessageId.OfNotification(id), notification);
            result = result with { EndedAt = context.CurrentUtcDateTime };
        }

        if (result.Outcome is not (DeliveryOutcome.Failed or DeliveryOutcome.Expired))
            return result;

        context.SetCustomStatus(
            delivery.Progress(nextAttemptAt: null) with
            {
                Outcome = result.Outcome,
                Error = result.Error,
                EndedAt = result.EndedAt,
            });
        throw new DeliveryFailedException(result);
    }

    // Nothing waits for the notification: the commit that ends the message stores it, and it ends on its own.
    private static void Start(TaskOrchestrationContext context, string id, MessageDelivery notification)
    {
        var options = new SubOrchestrationOptions(instanceId: id) { Tags = FireAndForget };
        _ = context.CallSubOrchestratorAsync<object?>(MessageDelivery.Orchestration, notification, options);
        if (!context.IsReplaying)
            MessageMetrics.OnAccepted(notification.Gateway);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Message {Id} attempt {Number} of {Allowed} delivered to {Gateway}: {Status} in {Milliseconds} ms")]
    private static partial void LogTaken(
        ILogger logger, string id, int number, int allowed, string gateway, string status, long milliseconds);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message =
            "Message {Id} attempt {Number} of {Allowed} to {Gateway} failed: {Error}; next at {NextAt:HH:mm:ss}Z")]
    private static partial void LogFailedAttempt(
        ILogger logger, string id, int number, int allowed, string gateway, string error, DateTimeOffset nextAt);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Message {Id} attempt {Number} of {Allowed} to {Gateway} failed: {Error}; no other follows")]
    private static partial void LogLastAttempt(
        ILogger logger, string id, int number, int allowed, string gateway, string error);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Message {Id} attempt {Number} to {Gateway} broke off inside Relay; sent again at {At:HH:mm:ss}Z")]
    private static partial void LogBrokenOff(ILogger logger, string id, int number, string gateway, DateTimeOffset at);

    // Each waiting message writes it once a minute; the catalogue's warning says it once.
    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "Message {Id} waits for {Gateway}, which is paused, and looks again at {At:HH:mm:ss}Z")]
    private static partial void LogPaused(ILogger logger, string id, string gateway, DateTimeOffset at);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Message {Id} waits for {Gateway}, which is busy, until {ReservedAt:HH:mm:ss}Z")]
    private static partial void LogBusy(ILogger logger, string id, string gateway, DateTimeOffset reservedAt);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Message {Id} to {Gateway} failed permanently, attempts made: {Count}; {Error}")]
    private static partial void LogFailed(ILogger logger, string id, string gateway, int count, string? error);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Message {Id} to {Gateway} expired, attempts made: {Count}")]
    private static partial void LogExpired(ILogger logger, string id, string gateway, int count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Message {Id} failed permanently at {Gateway}; {Next} is tried next")]
    private static partial void LogFallback(ILogger logger, string id, string gateway, string next);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Message {Id} to {Gateway} cancelled, attempts made: {Count}")]
    private static partial void LogCancelled(ILogger logger, string id, string gateway, int count);
}
