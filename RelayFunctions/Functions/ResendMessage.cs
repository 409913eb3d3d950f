using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Responses;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Functions;

/// <summary>
/// Sends an ended message again, as a new message that names it. Repeated requests create only one.
/// </summary>
public sealed class ResendMessage(MessageAcceptor acceptor)
{
    /// <summary><c>POST /messages/{id}/resend</c>.</summary>
    [Function(nameof(ResendMessage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "messages/{id}/resend")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id)
    {
        if (await StoredMessages.FindAsync(client, id, request.HttpContext.RequestAborted) is not { } instance
            || MessageStatusReader.ReadDelivery(instance) is not { } message)
        {
            return MessageProblem.Unknown();
        }
        if (!instance.IsCompleted)
            return MessageProblem.NotEnded(MessageStatusReader.Read(instance).Status);

        var acceptance = await acceptor.ResendAsync(client, message, instance.InstanceId);
        return AcceptanceResponse.Of(acceptance, request.HttpContext);
    }
}
