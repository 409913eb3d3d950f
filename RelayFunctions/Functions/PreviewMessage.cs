using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Admission;
using RelayFunctions.Messages.Checking;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Messages.Responses;

namespace RelayFunctions.Functions;

/// <summary>Shows the request that a message would be sent with. Nothing is sent or stored.</summary>
public sealed class PreviewMessage(
    CatalogueMonitor catalogue, AppAddress ownAddress, RequestMemory memory, RelayOptions options, TimeProvider time)
{
    private readonly MessageRequestParser _parser = new(options.MaxMessageBytes);

    /// <summary>
    /// <c>POST /gateways/{name}/preview {"message": "..."}</c>: the body of send_message, without the gateway.
    /// </summary>
    [Function(nameof(PreviewMessage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "gateways/{name}/preview")] HttpRequest request,
        string name)
    {
        if (catalogue.Current.Find(name) is not { } gateway)
            return MessageProblem.NoSuchGateway(name, catalogue.Current.Names);

        using var reservation = memory.Reserve(request);
        if (!reservation.IsAcquired)
            return MessageProblem.Busy(request.HttpContext);

        var faults = new RequestFaults();
        var body = await RequestBody.ReadAsync(request, _parser.MaxBodyBytes, request.HttpContext.RequestAborted);
        if (body.Problem is { } problem)
            return problem;

        if (_parser.Parse(body.Bytes, faults, name) is not { } messageRequest)
            return faults.ToProblem();

        var now = time.GetUtcNow();
        var message = messageRequest.ToFirstAttempt(MessageId.Create(now), now);
        MessageCheck.Run(gateway, message, faults);
        if (faults.HasAny)
            return faults.ToProblem();

        return PreviewResponse.Of(gateway, message, now, ownAddress, RequestFaults.NotAccepted);
    }
}
