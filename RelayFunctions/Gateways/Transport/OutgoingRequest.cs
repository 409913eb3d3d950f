using System.Globalization;
using System.Net.Http.Headers;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Transport;

/// <summary>Creates the HTTP request: the signed request of the format, with Relay's own headers.</summary>
internal static class OutgoingRequest
{
    private const string TraceParentName = "traceparent";

    public static HttpRequestMessage Create(RequestDraft draft, AttemptRequest message, Gateway gateway)
    {
        var request = new HttpRequestMessage(draft.Method, draft.Url)
        {
            Version = gateway.Connection.HttpVersion,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            // Even without a body there is content: the framework repeats a request without content, up to three times,
            // if its connection ends before the response.
            Content = new ReadOnlyMemoryContent(draft.Body),
        };
        if (draft.Content is { } content)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(content.ContentType);

        foreach (var (name, value) in draft.Headers)
        {
            // A few, such as Content-Language, are the body's and not the request's.
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        if (!request.Headers.Contains(UserAgent.HeaderName))
            request.Headers.TryAddWithoutValidation(UserAgent.HeaderName, UserAgent.Value);
        if (KeyOf(message, gateway.Request.Idempotency) is { } key)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        request.Headers.TryAddWithoutValidation(
            "X-Relay-Attempt", message.Number.ToString(CultureInfo.InvariantCulture));
        // A header of the gateway's format has precedence.
        if (message.TraceParent is { } trace && !request.Headers.Contains(TraceParentName))
            request.Headers.TryAddWithoutValidation(TraceParentName, trace);
        return request;
    }

    private static string? KeyOf(AttemptRequest message, IdempotencyKey idempotency) => idempotency switch
    {
        IdempotencyKey.Message => message.Id,
        IdempotencyKey.Attempt => string.Create(CultureInfo.InvariantCulture, $"{message.Id}-{message.Number}"),
        _ => null,
    };
}
