namespace RelayFunctions.Gateways.Responses;

/// <summary>The time by a gateway's own clock, which its points in time mean: it may be minutes off.</summary>
internal static class GatewayTime
{
    /// <summary>The <c>Date</c> of a response (RFC 9110, section 6.6.1); this machine's time if it has none.</summary>
    public static DateTimeOffset Of(HttpResponseMessage response, TimeProvider time) =>
        response.Headers.Date ?? time.GetUtcNow();
}
