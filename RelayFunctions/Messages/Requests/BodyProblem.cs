using Microsoft.AspNetCore.Http;

namespace RelayFunctions.Messages.Requests;

/// <summary>Creates the responses to a body that can't be read.</summary>
internal static class BodyProblem
{
    /// <summary>The body is compressed (RFC 9110, section 15.5.16).</summary>
    public static IResult Compressed(HttpContext context)
    {
        context.Response.Headers.AcceptEncoding = "identity";
        return Results.Problem(
            statusCode: StatusCodes.Status415UnsupportedMediaType,
            title: "The body is compressed.",
            detail: "Send the body as it is, without Content-Encoding. Nothing was stored.");
    }

    /// <summary>The body breaks HTTP, or comes too slowly (408): no field of it can be named.</summary>
    public static IResult Unreadable(int status) => Results.Problem(
        statusCode: status,
        title: "The body could not be read.",
        detail: status == StatusCodes.Status408RequestTimeout
            ? "The body came too slowly. Nothing was stored; send it again."
            : "The body breaks HTTP: a chunk, a trailer or its length is malformed, or it ended early. "
                + "Nothing was stored.");
}
