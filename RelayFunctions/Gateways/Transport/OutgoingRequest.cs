using System.Globalization;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Transport;

/// <summary>Creates the HTTP request: the signed request of the format, with Relay's own headers.</summary>
internal static class OutgoingRequest
{
    private const string TraceParentName = "traceparent";

    /// <param name="draft">The signed request.</param>
    /// <param name="message">The attempt.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="hasNewToken">Whether the attempt has sent it before, with a token that was rejected.</param>
    public static HttpRequestMessage Create(
        RequestDraft draft, AttemptRequest message, Gateway gateway, bool hasNewToken = false)
    {
        var request = draft.ToHttpRequest();
        request.Version = gateway.Connection.HttpVersion;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        if (KeyOf(message, gateway.Request.Idempotency, hasNewToken) is { } key)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        request.Headers.TryAddWithoutValidation(
            "X-Relay-Attempt", message.Number.ToString(CultureInfo.InvariantCulture));
        // A header of the gateway's format has precedence.
        if (message.TraceParent is { } trace && !request.Headers.Contains(TraceParentName))
            request.Headers.TryAddWithoutValidation(TraceParentName, trace);
        return request;
    }

    // With the same key, a gateway that remembers failures would repeat its response to the previous token.
    private static string? KeyOf(AttemptRequest message, IdempotencyKey idempotency, bool hasNewToken) =>
        idempotency switch
        {
            IdempotencyKey.Message => message.Id,
            IdempotencyKey.Attempt => string.Create(
                CultureInfo.InvariantCulture, $"{message.Id}-{message.Number}{(hasNewToken ? "-2" : "")}"),
            _ => null,
        };
}
