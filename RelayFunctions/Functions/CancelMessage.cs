using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages;

namespace RelayFunctions.Functions;

/// <summary>Ends a message that waits, at once; one whose attempt is under way ends when that fails.</summary>
public static class CancelMessage
{
    /// <summary><c>POST /messages/{id}/cancel</c>.</summary>
    [Function(nameof(CancelMessage))]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "messages/{id}/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        if (!MessageId.IsValid(id))
            return MessageProblem.Unknown();

        // An event for an instance that is unknown or has ended is an error on one host and lost on another.
        var instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted);
        if (instance is null)
            return MessageProblem.Unknown();

        var status = MessageStatusReader.Read(instance);
        if (instance.IsCompleted)
            return MessageProblem.Ended(status.Status);

        await client.RaiseEventAsync(id, DeliverMessage.CancelEvent, cancellation: CancellationToken.None);
        request.HttpContext.Response.Headers.Location = $"/messages/{id}";
        return Results.Json(
            status with { Status = MessageState.Cancelling, NextAttemptAt = null },
            RelayJson.Default.MessageStatus,
            statusCode: StatusCodes.Status202Accepted);
    }
}
