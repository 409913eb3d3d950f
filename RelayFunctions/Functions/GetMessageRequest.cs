using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Messages.Responses;
using RelayFunctions.Messages.Routing;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Functions;

/// <summary>
/// Shows the request of a message that was accepted, as its gateway's current format makes it, with masks.
/// </summary>
public sealed class GetMessageRequest(MessageGateways gateways, AppAddress ownAddress, TimeProvider time)
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
        {
            return MessageProblem.Unknown();
        }

        // With several gateways: the current or last one.
        var status = MessageStatusReader.Read(instance);
        if (!gateways.TryFind(
            status.Gateway ?? delivery.Gateway,
            delivery.NotificationOf is not null,
            delivery.CallbackUrl,
            out var gateway,
            out var refusal))
        {
            var faults = new RequestFaults();
            faults.Add("gateway", $"can't be shown: {refusal}.");
            return faults.ToProblem(Title);
        }

        var attempts = status.Attempts.Count(attempt => attempt.Gateway is null || attempt.Gateway == status.Gateway);
        var message = new AttemptRequest(
            instance.InstanceId, delivery.Message, gateway.Name, Math.Max(1, attempts))
        {
            AcceptedAt = delivery.AcceptedAt,
            Parameters = delivery.Parameters,
        };
        return PreviewResponse.Of(gateway, message, time.GetUtcNow(), ownAddress, Title);
    }
}
