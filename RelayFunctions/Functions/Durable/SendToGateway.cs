using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Transport;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Routing;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Functions.Durable;

/// <summary>
/// Makes one attempt. A failure is returned as data; the gateway's secrets do not leave the activity.
/// </summary>
public sealed partial class SendToGateway(
    MessageGateways gateways,
    AttemptPauses pauses,
    GatewayLimiter limiter,
    GatewaySender sender,
    AttemptsInFlight inFlight,
    SocketShortages shortages,
    ILogger<SendToGateway> logger,
    TimeProvider time)
{
    /// <summary>Sends the message once, or reports when its pause ends or when the gateway has room for it.</summary>
    [Function(nameof(SendToGateway))]
    public async Task<AttemptReport> RunAsync([ActivityTrigger] AttemptRequest request)
    {
        if (await pauses.WaitAsync(request) is { } left)
            return AttemptReport.Deferred(left);
        if (shortages.Remaining is { } remaining)
            return AttemptReport.Deferred(remaining);

        // After the wait: the catalogue may have changed meanwhile.
        if (!gateways.TryFind(request, out var gateway, out var refusal))
            return request.CallbackUrl is null ? AttemptReport.Refused(refusal) : CountAsFailed(request, refusal);
        if (request.Number > gateway.Retry.Attempts)
        {
            return AttemptReport.Refused(
                $"the catalogue allows {request.Gateway} only {gateway.Retry.Attempts} attempts");
        }

        var decision = await limiter.EnterAsync(
            gateway,
            MessageSortKey.Of(request.Id, request.AcceptedAt),
            isLastAttempt: request.Number == gateway.Retry.Attempts,
            request.ExpiresAt,
            AttemptMemory.UnitsOf(request));
        return decision switch
        {
            GatewayPermit permit => await SendAsync(gateway, request, permit),
            GatewayWait wait => ReportOf(wait, gateway.IsPaused),
            _ => throw new UnreachableException(),
        };
    }

    private static AttemptReport ReportOf(GatewayWait wait, bool isPaused)
    {
        var report = isPaused ? AttemptReport.Paused(wait.RetryAt) : AttemptReport.Busy(wait.RetryAt);
        return report.WithWoken(MessageSortKey.ToIds(wait.Woken));
    }

    // A setting that a notification needs may be restored by the next attempt.
    private AttemptReport CountAsFailed(AttemptRequest request, string reason)
    {
        var now = time.GetUtcNow();
        var attempt = new Attempt(request.Number, now, now, Error: reason);
        var report = AttemptReport.Made(attempt, new RetryPolicy(), retryAfter: null);
        pauses.OnEnded(request, report.Pause);
        return report;
    }

    private async Task<AttemptReport> SendAsync(Gateway gateway, AttemptRequest request, GatewayPermit permit)
    {
        using (permit)
        {
            var report = await AttemptAsync(gateway, request, permit);
            // The delivery replaces the report of an interrupted attempt, so it would wake no other message.
            if (report.IsInterrupted)
                return report;

            permit.Release();
            return report.WithWoken(MessageSortKey.ToIds(permit.Woken));
        }
    }

    private async Task<AttemptReport> AttemptAsync(Gateway gateway, AttemptRequest request, GatewayPermit permit)
    {
        if (request.ExpiresAt <= time.GetUtcNow())
        {
            permit.Return();
            return AttemptReport.Expired();
        }

        using var attemptInFlight = inFlight.Begin();
        using var span = AttemptSpan.Start(request);
        try
        {
            var response = await sender.SendAsync(
                gateway, request with { TraceParent = span?.Id ?? request.TraceParent });
            if (response.ThrottledFor is { } wait)
                permit.Throttle(wait);
            var attempt = new Attempt(
                request.Number, response.StartedAt, response.EndedAt, response.StatusCode, response.Error);
            span?.SetOutcome(attempt);
            var report = AttemptReport.Made(attempt, gateway.Retry, response.RetryAfter, response.IsFinal);
            pauses.OnEnded(request, report.Pause);
            return report;
        }
        catch (OperationCanceledException)
        {
            // Only a stop of the process cancels: a timeout of the gateway is an outcome.
            return AttemptReport.Interrupted();
        }
        catch (NotSentException exception)
        {
            permit.Waive();
            return AttemptReport.Deferred(shortages.OnNotSent(exception.Shortage));
        }
        catch (RenderException exception)
        {
            // Such a message would have been rejected on acceptance, so the catalogue has changed since then.
            permit.Return();
            return AttemptReport.Refused(exception.Message);
        }
        catch (Exception exception) when (TransportError.LackOfMemoryOf(exception) is null)
        {
            // The exception's message could repeat a value, which could be a secret: neither the log nor the history
            // must have it.
            LogFault(request.Id, request.Number, request.Gateway, exception.GetType().Name, exception.StackTrace);
            return AttemptReport.Interrupted();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Message {Id} attempt {Number} to {Gateway} failed inside Relay: {Error} {Trace}")]
    private partial void LogFault(string id, int number, string gateway, string error, string? trace);
}
