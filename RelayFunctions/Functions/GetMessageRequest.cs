using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Messages;

namespace RelayFunctions.Functions;

/// <summary>Shows the request of a message that was accepted, as its gateway's present format makes it, with masks.</summary>
public sealed class GetMessageRequest(CatalogueMonitor catalogue, AppAddress ownAddress, TimeProvider time)
{
    private const string Title = "The request can't be shown.";

    /// <summary><c>GET /messages/{id}/request</c>.</summary>
    [Function(nameof(GetMessageRequest))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "messages/{id}/request")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        if (await StoredMessages.FindAsync(client, id, request.HttpContext.RequestAborted) is not { } instance
            || MessageStatusReader.ReadDelivery(instance) is not { } delivery)
            return MessageProblem.Unknown();

        if (catalogue.Current.Find(delivery.Gateway) is not { } gateway)
        {
            var faults = new RequestFaults();
            faults.Add("gateway", "is no longer in the catalogue.");
            return faults.ToProblem(Title);
        }

        var message = new OutgoingMessage(id, delivery.Message, Math.Max(1, MessageStatusReader.Read(instance).Attempts.Count))
        {
            AcceptedAt = delivery.AcceptedAt,
            Parameters = delivery.Parameters,
        };
        return PreviewResponse.Of(gateway, message, time.GetUtcNow(), ownAddress, Title);
    }
}
