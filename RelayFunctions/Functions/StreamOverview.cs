using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Responses;
using RelayFunctions.Overviews;

namespace RelayFunctions.Functions;

/// <summary>Sends the overview whenever it may have changed.</summary>
public sealed class StreamOverview(OverviewReader reader, OverviewEvents events)
{
    /// <summary>
    /// <c>GET /overview/events</c>: server-sent events, each with the response of <c>GET /overview</c>.
    /// </summary>
    [Function(nameof(StreamOverview))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "overview/events")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken shutdown)
    {
        var context = request.HttpContext;
        var lease = events.Reserve();
        context.Response.RegisterForDispose(lease);
        if (!lease.IsAcquired)
            return MessageProblem.Busy(context);

        var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown, context.RequestAborted);
        context.Response.RegisterForDispose(stop);
        try
        {
            // The stream is written after this function has ended: only here is a failure a response of its own.
            await reader.ReadAsync(client, stop.Token);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            return MessageProblem.Stopping(context);
        }

        // nginx would collect the events until its buffer is full.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(events.ListenAsync(client, stop.Token));
    }
}
