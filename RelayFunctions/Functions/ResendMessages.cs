using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Messages.Resending;
using RelayFunctions.Messages.Responses;
using RelayFunctions.Messages.Routing;

namespace RelayFunctions.Functions;

/// <summary>
/// Sends again all messages that failed for a gateway. Repeated requests send each of them only once.
/// </summary>
public sealed class ResendMessages(MessageResender resender, CatalogueMonitor catalogue)
{
    private const string Title = "The messages were not sent again.";

    /// <summary><c>POST /messages/resend {"gateway": "...", "acceptedFrom": "...", "acceptedTo": "..."}</c>.</summary>
    [Function(nameof(ResendMessages))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "messages/resend")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var body = await RequestBody.ReadAsync(request, ResendRequest.MaxBodyBytes, request.HttpContext.RequestAborted);
        if (body.Problem is { } problem)
            return problem;

        var faults = new RequestFaults();
        if (ResendRequest.Parse(body.Bytes, faults) is not { } resend)
            return faults.ToProblem(Title);

        try
        {
            var result = await resender.RunAsync(client, resend, request.HttpContext.RequestAborted);
            if (!IsUnknown(resend, result))
                return Results.Json(result, MessageJson.Default.ResendResult);

            faults.Add("gateway", UnknownGatewayFault.Of(
                [resend.Gateway], catalogue.Current.Names, ", and no message that failed for it"));
            return faults.ToProblem(Title);
        }
        catch (FormatException)
        {
            faults.Add("cursor", "must be the next of the previous response.");
            return faults.ToProblem(Title);
        }
    }

    // Messages of a gateway that was removed can still be found; a misspelt name finds none.
    private bool IsUnknown(ResendRequest resend, ResendResult result) =>
        result is { Found: 0, Next: null }
        && resend is { Cursor: null, AcceptedFrom: null, AcceptedTo: null }
        && resend.Gateway != CallbackGateway.Name
        && catalogue.Current.Find(resend.Gateway) is null;
}
