using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Messages;

namespace RelayFunctions.Functions;

/// <summary>Takes a message. The answer 200 says that it is safe on disk.</summary>
public sealed class SendMessage(
    CatalogueMonitor catalogue, GatewayLimiter limiter, RequestLimit limit, RequestMemory memory, RelayOptions options,
    TimeProvider time)
{
    private readonly MessageRequestParser _parser = new(options.MaxMessageBytes);

    /// <summary><c>POST /send_message {"message": "...", "gateway": "..."}</c>, whatever its Content-Type.</summary>
    [Function(nameof(SendMessage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "send_message")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var context = request.HttpContext;
        using var entry = limit.TryEnter();
        using var room = entry is null ? null : memory.Reserve(request);
        if (room is not { IsAcquired: true })
            return MessageProblem.Busy(context);

        var faults = new RequestFaults();
        var body = await RequestBody.ReadAsync(request, _parser.MaxBodyBytes, context.RequestAborted);
        if (body.Problem is { } problem)
            return problem;

        var wanted = _parser.Parse(body.Bytes, faults);
        var gateway = wanted is null ? null : catalogue.Current.Find(wanted.Gateway);
        if (wanted is not null && gateway is null)
            faults.Add("gateway", "there is no gateway of this name.");
        if (wanted is null || gateway is null)
            return faults.ToProblem();

        var acceptedAt = time.GetUtcNow();
        var id = MessageId.Create(acceptedAt);
        MessageCheck.Run(gateway, wanted.ToFirstAttempt(id, acceptedAt), faults);
        if (faults.Any)
            return faults.ToProblem();

        limiter.Expect(gateway, Guid.Parse(id));
        try
        {
            await ScheduleAsync(client, id, wanted, gateway, acceptedAt);
        }
        catch
        {
            limiter.Forget(gateway, Guid.Parse(id));
            throw;
        }

        context.Response.Headers.Location = $"/messages/{id}";
        return Results.Json(new AcceptedMessage(id, MessageState.Accepted), RelayJson.Default.AcceptedMessage);
    }

    // A caller who goes away now leaves a message that is half stored or stored without anyone knowing: let it end.
    private static Task<string> ScheduleAsync(
        DurableTaskClient client, string id, MessageRequest wanted, Gateway gateway, DateTimeOffset acceptedAt) =>
        client.ScheduleNewOrchestrationInstanceAsync(
            nameof(DeliverMessage),
            new MessageDelivery(wanted.Message, wanted.Gateway, acceptedAt)
            {
                Parameters = wanted.Parameters,
                AttemptsAllowed = gateway.Retry.Attempts,
                Interval = gateway.Retry.Interval,
            },
            new StartOrchestrationOptions(id),
            CancellationToken.None);
}
