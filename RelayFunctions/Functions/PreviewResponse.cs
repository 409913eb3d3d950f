using Microsoft.AspNetCore.Http;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Previews;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Functions;

/// <summary>Creates the response that shows the request of a message, with secrets masked.</summary>
internal static class PreviewResponse
{
    /// <param name="gateway">The gateway.</param>
    /// <param name="message">The message.</param>
    /// <param name="now">The time at which the request would be made.</param>
    /// <param name="ownAddress">The app's own address.</param>
    /// <param name="title">The title of the problem if the request can't be shown.</param>
    public static IResult Of(
        Gateway gateway, AttemptRequest message, DateTimeOffset now, AppAddress ownAddress, string title)
    {
        try
        {
            return Results.Json(
                RequestPreviewer.Create(gateway, message, now, ownAddress.Current),
                ReadableJson.Gateways.RequestPreview);
        }
        catch (Exception exception) when (exception is RenderException or AppAddressUnknownException)
        {
            var faults = new RequestFaults();
            faults.Add("gateway", $"can't be shown: {exception.Message}.");
            return faults.ToProblem(title);
        }
    }
}
