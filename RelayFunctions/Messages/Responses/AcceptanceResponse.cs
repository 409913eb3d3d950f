using Microsoft.AspNetCore.Http;
using RelayFunctions.Messages.Accepting;

namespace RelayFunctions.Messages.Responses;

/// <summary>Creates the response to a message that was to be accepted.</summary>
internal static class AcceptanceResponse
{
    public static IResult Of(Acceptance acceptance, HttpContext context)
    {
        if (acceptance.Id is not { } id)
            return acceptance.Problem!;

        context.Response.Headers.Location = MessageLocation.Of(context.Request, id);
        return Results.Json(new AcceptedMessage(id, MessageState.Accepted), MessageJson.Default.AcceptedMessage);
    }
}
