using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Admission;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Messages.Responses;

namespace RelayFunctions.Functions;

/// <summary>Accepts a message. The response 200 means that it is safe on disk.</summary>
public sealed class SendMessage(
    MessageAcceptor acceptor, AdaptiveConcurrencyLimit limit, RequestMemory memory, RelayOptions options)
{
    private readonly MessageRequestParser _parser = new(options.MaxMessageBytes);

    /// <summary><c>POST /send_message {"message": "...", "gateway": "..."}</c>, with any Content-Type.</summary>
    [Function(nameof(SendMessage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "send_message")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var context = request.HttpContext;
        // A refusal should cost little, so a full server does not read the body.
        using var room = limit.IsFull ? null : memory.Reserve(request);
        if (room is not { IsAcquired: true })
            return MessageProblem.Busy(context);

        var faults = new RequestFaults();
        var body = await RequestBody.ReadAsync(request, _parser.MaxBodyBytes, context.RequestAborted);
        if (body.Problem is { } problem)
            return problem;

        // The time that a body takes to arrive is not the server's.
        using var entry = limit.TryEnter();
        if (entry is null)
            return MessageProblem.Busy(context);

        var key = Idempotency.ReadKey(request.Headers, faults);
        if (_parser.Parse(body.Bytes, faults) is not { } message || faults.HasAny)
            return faults.ToProblem();

        return AcceptanceResponse.Of(await acceptor.AcceptAsync(client, message, key), context);
    }
}
