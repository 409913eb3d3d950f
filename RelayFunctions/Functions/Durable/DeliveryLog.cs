using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Responses;

namespace RelayFunctions.Functions.Durable;

/// <summary>The log lines of a delivery.</summary>
internal static partial class DeliveryLog
{
    /// <summary>Writes the result of an attempt.</summary>
    /// <param name="logger">The log, which is silent during a replay.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="delivery">The delivery after the attempt.</param>
    /// <param name="report">The attempt's report.</param>
    /// <param name="next">When the next attempt starts; null if none does.</param>
    public static void Report(
        ILogger logger, string id, MessageDelivery delivery, AttemptReport report, DateTimeOffset? next)
    {
        var gateway = delivery.Gateway;
        if (report.IsInterrupted && next is { } again)
            LogInterrupted(logger, id, delivery.NextNumber, gateway, again);
        if (report is { IsPaused: true, RetryAt: { } pollAt })
            LogPaused(logger, id, gateway, pollAt);
        else if (report is { Attempt: null, RetryAt: { } reservedAt })
            LogBusy(logger, id, gateway, reservedAt);
        if (report.Attempt is not { } attempt)
            return;

        var allowed = report.AttemptsAllowed ?? DeliveryRules.MaxAttempts;

        if (attempt.Error is null)
        {
            var took = (long)(attempt.EndedAt - attempt.StartedAt).TotalMilliseconds;
            var status = StatusText.Of(attempt.StatusCode.GetValueOrDefault());
            LogTaken(logger, id, attempt.Number, allowed, gateway, status, took);
        }
        else if (next is { } at)
        {
            LogFailedAttempt(logger, id, attempt.Number, allowed, gateway, attempt.Error, at);
        }
        else
        {
            LogLastAttempt(logger, id, attempt.Number, allowed, gateway, attempt.Error);
        }
    }

    /// <summary>Writes how a delivery ended. A delivered message needs no line besides that of its attempt.</summary>
    public static void End(ILogger logger, string id, MessageDelivery delivery, DeliveryResult result)
    {
        var made = delivery.Attempts.Count;
        if (result.Outcome == DeliveryOutcome.Failed)
            LogFailed(logger, id, delivery.Gateway, made, result.Error);
        else if (result.Outcome == DeliveryOutcome.Cancelled)
            LogCancelled(logger, id, delivery.Gateway, made);
        else if (result.Outcome == DeliveryOutcome.Expired)
            LogExpired(logger, id, delivery.Gateway, made);
    }

    /// <summary>Writes that a message goes to the next gateway of its list.</summary>
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Message {Id} failed permanently at {Gateway}; {Next} is tried next")]
    public static partial void LogFallback(ILogger logger, string id, string gateway, string next);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Message {Id} attempt {Number} of {Allowed} delivered to {Gateway}: {Status} in {Milliseconds} ms")]
    private static partial void LogTaken(
        ILogger logger, string id, int number, int allowed, string gateway, string status, long milliseconds);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message =
            "Message {Id} attempt {Number} of {Allowed} to {Gateway} failed: {Error}; "
                + "next at {NextAt:yyyy-MM-dd HH:mm:ss}Z")]
    private static partial void LogFailedAttempt(
        ILogger logger, string id, int number, int allowed, string gateway, string error, LoggedTime nextAt);

    /// <summary>Writes a fault of the orchestration itself, which ends the message.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "The delivery of message {Id} failed inside Relay")]
    public static partial void LogFault(ILogger logger, Exception exception, string id);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Message {Id} attempt {Number} of {Allowed} to {Gateway} failed: {Error}; no other follows")]
    private static partial void LogLastAttempt(
        ILogger logger, string id, int number, int allowed, string gateway, string error);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Message {Id} attempt {Number} to {Gateway} was interrupted inside Relay; "
            + "it is sent again at {At:HH:mm:ss}Z")]
    private static partial void LogInterrupted(ILogger logger, string id, int number, string gateway, LoggedTime at);

    // Debug, since each waiting message writes it once a minute; the catalogue's warning reports the pause once.
    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "Message {Id} waits for {Gateway}, which is paused, and checks again at {At:HH:mm:ss}Z")]
    private static partial void LogPaused(ILogger logger, string id, string gateway, LoggedTime at);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Message {Id} waits for {Gateway}, which is busy, until {ReservedAt:yyyy-MM-dd HH:mm:ss}Z")]
    private static partial void LogBusy(ILogger logger, string id, string gateway, LoggedTime reservedAt);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Message {Id} to {Gateway} failed permanently, attempts made: {Count}; {Error}")]
    private static partial void LogFailed(ILogger logger, string id, string gateway, int count, string? error);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Message {Id} to {Gateway} expired, attempts made: {Count}")]
    private static partial void LogExpired(ILogger logger, string id, string gateway, int count);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Message {Id} to {Gateway} cancelled, attempts made: {Count}")]
    private static partial void LogCancelled(ILogger logger, string id, string gateway, int count);
}
