using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Responses;
using RelayFunctions.Overviews;

namespace RelayFunctions.Functions;

/// <summary>Sends the overview whenever it may have changed.</summary>
public sealed class StreamOverview(OverviewEvents events)
{
    /// <summary>
    /// <c>GET /overview/events</c>: server-sent events, each with the response of <c>GET /overview</c>.
    /// </summary>
    [Function(nameof(StreamOverview))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "overview/events")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken shutdown)
    {
        var context = request.HttpContext;
        var lease = events.Reserve();
        context.Response.RegisterForDispose(lease);
        if (!lease.IsAcquired)
            return MessageProblem.Busy(context);

        // nginx would collect the events until its buffer is full.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown, context.RequestAborted);
        context.Response.RegisterForDispose(stop);
        return TypedResults.ServerSentEvents(events.ListenAsync(client, stop.Token));
    }
}
