using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Resending;

namespace RelayFunctions.Functions;

/// <summary>
/// Sends all messages again that failed for a gateway. Repeated requests send each of them only once.
/// </summary>
public sealed class ResendMessages(MessageResender resender)
{
    private const int MaxBodyBytes = 16 * 1024;
    private const string Title = "The messages were not sent again.";

    /// <summary><c>POST /messages/resend {"gateway": "...", "acceptedFrom": "...", "acceptedTo": "..."}</c>.</summary>
    [Function(nameof(ResendMessages))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "messages/resend")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var body = await RequestBody.ReadAsync(request, MaxBodyBytes, request.HttpContext.RequestAborted);
        if (body.Problem is { } problem)
            return problem;

        var faults = new RequestFaults();
        if (ResendRequest.Parse(body.Bytes, faults) is not { } wanted)
            return faults.ToProblem(Title);

        try
        {
            return Results.Json(
                await resender.RunAsync(
                    client, wanted, request.HttpContext.RequestAborted), MessageJson.Default.ResendResult);
        }
        catch (FormatException)
        {
            faults.Add("cursor", "must be what the response before gave as its next.");
            return faults.ToProblem(Title);
        }
    }
}
