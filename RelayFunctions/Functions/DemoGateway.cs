using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Functions;

/// <summary>
/// The two demonstration gateways: they accept <c>{"message": "..."}</c> and discard it, so that a newcomer sees
/// a message arrive without a gateway of their own.
/// </summary>
public sealed partial class DemoGateway(
    DemoGatewaySwitch demoGateways, RelayOptions options, ILogger<DemoGateway> logger)
{
    private readonly MessageRequestParser _limits = new(options.MaxMessageBytes);

    /// <summary><c>POST /gateway_1</c> and <c>POST /gateway_2</c>; 404 if they are switched off.</summary>
    [Function(nameof(DemoGateway))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "gateway_{number:int:range(1,2)}")]
        HttpRequest request,
        string number)
    {
        // A number in the route would also match 01, which is not a gateway's name, and would fail the worker.
        if (!demoGateways.IsOn || number is not ("1" or "2"))
        {
            return Results.Problem(
                "There is no such demonstration gateway.", statusCode: StatusCodes.Status404NotFound);
        }

        var body = await RequestBody.ReadAsync(request, _limits.MaxBodyBytes, request.HttpContext.RequestAborted);
        if (body.Problem is { } problem)
            return problem;
        if (body.Bytes is not { } bytes)
            return Results.Problem("The body is too long.", statusCode: StatusCodes.Status413PayloadTooLarge);
        if (LengthOfMessage(bytes) is not { } length)
            return Results.Problem(statusCode: 400, title: "A demonstration gateway takes {\"message\": \"...\"}.");

        LogTaken(logger, number, length);
        return Results.Ok();
    }

    private static int? LengthOfMessage(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("message", out var message)
                && message.ValueKind == JsonValueKind.String
                ? message.GetString()!.Length
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "gateway_{Number} took a message of {Length} characters")]
    private static partial void LogTaken(ILogger logger, string number, int length);
}
