using Microsoft.AspNetCore.Http;
using RelayFunctions.Messages.Routing;

namespace RelayFunctions.Messages.Responses;

/// <summary>
/// Creates the responses for an unknown message or gateway, a server that is busy, and a message whose state forbids the
/// operation.
/// </summary>
internal static class MessageProblem
{
    public static IResult Unknown() => Results.Problem(
        statusCode: StatusCodes.Status404NotFound,
        title: "No such message.",
        detail: "There is no message of this id, or it has ended and is no longer kept.");

    public static IResult NoSuchGateway(string name, IReadOnlyList<string> known) => Results.Problem(
        statusCode: StatusCodes.Status404NotFound,
        title: "No such gateway.",
        detail: $"gateway: {UnknownGatewayFault.Of([name], known)} GET /gateways lists the existing ones.");

    /// <summary>Too many requests are under way; nothing of this one was read.</summary>
    public static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Results.Problem(
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "Too many requests are under way.",
            detail: "More requests are under way than can be served at the moment. Nothing of this request was stored; "
                + "send it again.");
    }

    /// <summary>The process is about to end, so that a stream can't begin.</summary>
    public static IResult Stopping(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Results.Problem(
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "The server is stopping.",
            detail: "Send the request again: to another server, or to this one once it has started again.");
    }

    /// <summary>The operation is only for messages that have ended.</summary>
    public static IResult NotEnded(MessageState state) => Results.Problem(
        statusCode: StatusCodes.Status409Conflict,
        title: "The message has not ended.",
        detail: $"The message is {state.ToString().ToLowerInvariant()}. Cancel it, or wait for its end.");

    public static IResult Ended(MessageState state) => Results.Problem(
        statusCode: StatusCodes.Status409Conflict,
        title: "The message has ended.",
        detail: $"The message is {state.ToString().ToLowerInvariant()}; nothing is left to cancel.");
}
