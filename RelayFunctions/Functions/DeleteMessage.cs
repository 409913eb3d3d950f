using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Responses;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Functions;

/// <summary>Deletes a message that has ended.</summary>
public static class DeleteMessage
{
    /// <summary><c>DELETE /messages/{id}</c>.</summary>
    [Function(nameof(DeleteMessage))]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "messages/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        if (await StoredMessages.FindAsync(client, id, request.HttpContext.RequestAborted) is not { } instance)
            return MessageProblem.Unknown();
        if (!instance.IsCompleted)
            return MessageProblem.NotEnded(MessageStatusReader.Read(instance).Status);

        await client.PurgeInstanceAsync(instance.InstanceId, CancellationToken.None);
        return Results.NoContent();
    }
}
