using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Accepting;
using RelayFunctions.Messages.Admission;
using RelayFunctions.Messages.Batches;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Messages.Responses;

namespace RelayFunctions.Functions;

/// <summary>Accepts many messages in one request.</summary>
public sealed class SendBatch(BatchAcceptor acceptor, RequestMemory memory)
{
    /// <summary><c>POST /messages/batch</c>: the bodies of send_message as a JSON array, or one per line.</summary>
    [Function(nameof(SendBatch))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "messages/batch")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        using var room = memory.Reserve(request, BatchReader.MaxBytes, BatchReader.MaxBytes);
        if (!room.IsAcquired)
            return MessageProblem.Busy(request.HttpContext);

        var body = await RequestBody.ReadAsync(request, BatchReader.MaxBytes, request.HttpContext.RequestAborted);
        if (body.Problem is { } problem)
            return problem;

        var faults = new RequestFaults();
        var key = Idempotency.ReadKey(request.Headers, faults);
        var messages = BatchReader.Read(body.Bytes, faults);
        return messages is null || faults.HasAny
            ? faults.ToProblem("The batch was not accepted.")
            : Results.Json(await acceptor.AcceptAsync(client, messages, key), ReadableJson.Messages.BatchResult);
    }
}
