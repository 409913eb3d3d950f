using System.Net;
using RelayFunctions.Gateways.Responses;
using RelayFunctions.Gateways.Transport;

namespace RelayFunctions.Gateways.Sending;

/// <summary>
/// The 408 of a server that gives up an idle connection just as a request begins, and so has not seen the request
/// (RFC 9110, section 15.5.9).
/// </summary>
internal static class IdleTimeoutResponse
{
    /// <summary>Such a response is under way when the request begins: it comes within one round trip.</summary>
    private static readonly TimeSpan MaxRoundTrip = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns whether a response is such a 408; false if a rule of the gateway names the status.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="connection">The connection of its request.</param>
    /// <param name="elapsed">The time since the request began.</param>
    /// <param name="gateway">The gateway.</param>
    public static bool IsIdleTimeout(
        HttpResponseMessage response, ConnectionUse connection, TimeSpan elapsed, Gateway gateway) =>
        response is { StatusCode: HttpStatusCode.RequestTimeout, Headers.ConnectionClose: true }
        && !connection.IsNew
        && elapsed <= MaxRoundTrip
        && gateway.Responses.MeaningOf((int)response.StatusCode) == ResponseMeaning.NotTaken
        && gateway.Responses.Success.StatusErrorOf((int)response.StatusCode) is not null
        && !gateway.Retry.IsPermanent((int)response.StatusCode);
}
