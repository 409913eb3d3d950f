using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Previews;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;
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
        var instance = MessageId.IsValid(id)
            ? await client.GetInstanceAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted)
            : null;
        if (instance?.SerializedInput is not { } input
            || JsonSerializer.Deserialize(input, RelayJson.Default.MessageDelivery) is not { } delivery)
            return MessageProblem.Unknown();

        var faults = new RequestFaults();
        if (catalogue.Current.Find(delivery.Gateway) is not { } gateway)
        {
            faults.Add("gateway", "is no longer in the catalogue.");
            return faults.ToProblem(Title);
        }

        var message = new OutgoingMessage(id, delivery.Message, Math.Max(1, MessageStatusReader.Read(instance).Attempts.Count))
        {
            AcceptedAt = delivery.AcceptedAt,
            Parameters = delivery.Parameters,
        };
        try
        {
            return Results.Json(
                RequestPreviewer.Create(gateway, message, time.GetUtcNow(), ownAddress.Current), ReadableJson.Context.RequestPreview);
        }
        catch (Exception exception) when (exception is RenderException or AppAddressUnknownException)
        {
            faults.Add("gateway", $"can't be shown: {exception.Message}.");
            return faults.ToProblem(Title);
        }
    }
}
