using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages;

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
        var instance = await StoredMessages.FindAsync(client, id, request.HttpContext.RequestAborted);
        return instance is null
            ? MessageProblem.Unknown()
            : Results.Json(MessageStatusReader.Read(instance), ReadableJson.Messages.MessageStatus);
    }
}
