using System.Diagnostics;
using RelayFunctions.Delivery;

namespace RelayFunctions.Telemetry;

/// <summary>The span of an attempt, in the trace of the request that sent the message.</summary>
internal static class AttemptSpan
{
    /// <summary>
    /// The <c>traceparent</c> of the current request if its trace is sampled; otherwise null, since nothing would use
    /// it.
    /// </summary>
    public static string? CurrentTraceParent =>
        Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>Starts the span of an attempt; null if there is no listener or the trace is not sampled.</summary>
    public static Activity? Start(AttemptRequest request)
    {
        if (!RelayTelemetry.Source.HasListeners()
            || !ActivityContext.TryParse(request.TraceParent, null, isRemote: true, out var accepted))
        {
            return null;
        }

        // The host's span of this activity is between the two, unless the host began a trace of its own.
        var parent = Activity.Current is { } current && current.TraceId == accepted.TraceId
            ? current.Context
            : accepted;
        var span = RelayTelemetry.Source.StartActivity("send message", ActivityKind.Client, parent);
        span?.SetTag(RelayTelemetry.MessageTag, request.Id);
        span?.SetTag(RelayTelemetry.GatewayTag, request.Gateway);
        span?.SetTag("relay.attempt.number", request.Number);
        return span;
    }

    /// <summary>Records how the attempt ended, without the gateway's own words: they may repeat the message.</summary>
    public static void SetOutcome(this Activity span, Attempt attempt)
    {
        if (attempt.StatusCode is { } status)
            span.SetTag("http.response.status_code", status);
        if (attempt.Error is null)
            return;

        span.SetTag("error.type", attempt.StatusCode?.ToString(provider: null) ?? "no_response");
        span.SetStatus(ActivityStatusCode.Error);
    }
}
