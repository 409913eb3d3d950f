using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Functions.Durable;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Responses;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Functions;

/// <summary>Cancels a message: immediately while it waits; otherwise when the attempt under way fails.</summary>
public sealed class CancelMessage(Cancellations cancellations, GatewayLimiter limiter)
{
    /// <summary><c>POST /messages/{id}/cancel</c>.</summary>
    [Function(nameof(CancelMessage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "messages/{id}/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        // An event for an unknown or ended instance is an error on one host and lost on the other.
        var instance = await StoredMessages.FindAsync(client, id, request.HttpContext.RequestAborted);
        if (ProblemOf(instance) is { } problem)
            return problem;

        id = instance!.InstanceId;
        try
        {
            await cancellations.SendOnceAsync(
                id,
                instance.CreatedAt,
                () => client.RaiseEventAsync(id, DeliverMessage.CancelEvent, cancellation: CancellationToken.None));
        }
        catch (Exception)
        {
            // The message may have ended meanwhile; that is a better response than the host's error about the event.
            instance = await StoredMessages.FindAsync(client, id, CancellationToken.None);
            if (ProblemOf(instance) is { } ended)
                return ended;

            throw;
        }

        // Other messages would wait behind it.
        var status = MessageStatusReader.Read(instance!);
        if (status.Gateway is { } gateway)
            limiter.Forget(gateway, MessageSortKey.Of(id, status.AcceptedAt));
        request.HttpContext.Response.Headers.Location = MessageLocation.Of(request, id);
        return Results.Json(
            status with { Status = MessageState.Cancelling, NextAttemptAt = null },
            ReadableJson.Messages.MessageStatus,
            statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Returns why the message can't be cancelled; null if it can.</summary>
    private static IResult? ProblemOf(OrchestrationMetadata? instance) => instance switch
    {
        null => MessageProblem.Unknown(),
        { IsCompleted: true } => MessageProblem.Ended(MessageStatusReader.Read(instance).Status),
        _ => null,
    };
}
