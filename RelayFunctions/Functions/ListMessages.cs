using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Functions;

/// <summary>
/// Lists messages, newest first, in pages whose cursors stay valid while messages are added and deleted.
/// </summary>
public sealed class ListMessages(IMessageIndex index)
{
    /// <summary>
    /// <c>GET /messages?gateway=&amp;status=&amp;acceptedFrom=&amp;acceptedTo=&amp;id=&amp;limit=&amp;cursor=</c>.
    /// </summary>
    [Function(nameof(ListMessages))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "messages")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var faults = new RequestFaults();
        if (new MessageQueryReader(request.Query, faults).Read() is not { } query)
            return faults.ToProblem(title: "The messages could not be listed.");

        try
        {
            var page = await index.FindAsync(client, query, request.HttpContext.RequestAborted);
            return Results.Json(
                new MessageList([.. page.Messages.Select(MessageStatusReader.Read)], page.Next),
                ReadableJson.Messages.MessageList);
        }
        catch (FormatException)
        {
            faults.Add("cursor", "must be the next of the previous page.");
            return faults.ToProblem(title: "The messages could not be listed.");
        }
    }
}
