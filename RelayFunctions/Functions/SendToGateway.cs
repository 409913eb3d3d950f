using Microsoft.Azure.Functions.Worker;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Functions;

/// <summary>Makes one attempt. What went wrong comes back as data; the gateway's secrets stay here.</summary>
public sealed class SendToGateway(
    CatalogueMonitor catalogue, AttemptPauses pauses, GatewayLimiter limiter, GatewaySender sender, AttemptsInFlight inFlight)
{
    /// <summary>Sends the message once, or says when its pause is over or the gateway has room for it.</summary>
    [Function(nameof(SendToGateway))]
    public async Task<AttemptReport> RunAsync([ActivityTrigger] AttemptRequest request)
    {
        if (catalogue.Current.Find(request.Gateway) is not { } gateway)
            return AttemptReport.Refused($"the catalogue has no gateway {request.Gateway} any more");
        if (request.Number > gateway.Retry.Attempts)
            return AttemptReport.Refused($"the catalogue allows {request.Gateway} only {gateway.Retry.Attempts} attempts");

        if (await pauses.WaitAsync(request) is { } left)
            return AttemptReport.TooEarly(left);

        AttemptReport report;
        using (var admission = await limiter.EnterAsync(gateway, Guid.Parse(request.Id), request.HasPlace))
        {
            if (admission.ComeBackAt is { } place)
                return AttemptReport.Busy(place);

            report = await AttemptAsync(gateway, request);
        }

        return report.WithCalls(limiter.Call(gateway));
    }

    private async Task<AttemptReport> AttemptAsync(Gateway gateway, AttemptRequest request)
    {
        using var attemptInFlight = inFlight.Begin();
        try
        {
            var answer = await sender.SendAsync(gateway, MessageOf(request));
            var attempt = new Attempt(request.Number, answer.StartedAt, answer.EndedAt, answer.StatusCode, answer.Error);
            var report = AttemptReport.Made(attempt, gateway.Retry, answer.RetryAfter, answer.IsFinal);
            pauses.OnEnded(request, report.Pause);
            return report;
        }
        catch (OperationCanceledException)
        {
            // Not the gateway's timeout, which is an answer: the process stops.
            return AttemptReport.BrokenOff();
        }
        catch (RenderException exception)
        {
            // Such a message is refused at the door: the catalogue has changed since.
            return AttemptReport.Refused(exception.Message);
        }
    }

    private static OutgoingMessage MessageOf(AttemptRequest request) => new(request.Id, request.Message, request.Number)
    {
        AcceptedAt = request.AcceptedAt,
        Parameters = request.Parameters,
    };
}
