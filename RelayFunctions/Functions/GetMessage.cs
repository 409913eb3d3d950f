using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Responses;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Functions;

/// <summary>Returns a message's status.</summary>
public static class GetMessage
{
    /// <summary><c>GET /messages/{id}</c>.</summary>
    [Function(nameof(GetMessage))]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "messages/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        var aborted = request.HttpContext.RequestAborted;
        if (await StoredMessages.FindAsync(client, id, aborted) is not { } instance)
            return MessageProblem.Unknown();

        var status = MessageStatusReader.Read(instance);
        if (status.EndedAt is not null)
        {
            status = status with
            {
                ResentAs = await StoredResend.FindAsync(client, status.Id, status.AcceptedAt, aborted),
            };
        }

        return Results.Json(status, ReadableJson.Messages.MessageStatus);
    }
}
