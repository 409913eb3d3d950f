using Microsoft.AspNetCore.Http;

namespace RelayFunctions.Messages;

/// <summary>Creates the responses for an unknown message or gateway, and for a request that can't be served.</summary>
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

    /// <summary>The body is compressed (RFC 9110, section 15.5.16).</summary>
    public static IResult EncodedBody(HttpContext context)
    {
        context.Response.Headers.AcceptEncoding = "identity";
        return Results.Problem(
            statusCode: StatusCodes.Status415UnsupportedMediaType,
            title: "The body is compressed.",
            detail: "Send the body as it is, without Content-Encoding. Nothing was stored.");
    }

    /// <summary>The body breaks HTTP, or comes too slowly (408): no field of it can be named.</summary>
    public static IResult UnreadableBody(int status) => Results.Problem(
        statusCode: status,
        title: "The body could not be read.",
        detail: status == StatusCodes.Status408RequestTimeout
            ? "The body came too slowly. Nothing was stored; send it again."
            : "The body breaks HTTP: a chunk, a trailer or its length is malformed, or it ended early. "
                + "Nothing was stored.");

    /// <summary>The idempotency key was used for another message.</summary>
    public static IResult KeyOfAnotherMessage() => Results.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "The Idempotency-Key belongs to another message.",
        detail: "A message with this Idempotency-Key and another body was accepted before. Nothing was stored.");

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
