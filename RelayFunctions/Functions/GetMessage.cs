using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages;

namespace RelayFunctions.Functions;

/// <summary>Says where a message stands.</summary>
public static class GetMessage
{
    /// <summary><c>GET /messages/{id}</c>.</summary>
    [Function(nameof(GetMessage))]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "messages/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        if (!MessageId.IsValid(id))
            return MessageProblem.Unknown();

        var instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted);
        return instance is null
            ? MessageProblem.Unknown()
            : Results.Json(MessageStatusReader.Read(instance), RelayJson.Default.MessageStatus);
    }
}
