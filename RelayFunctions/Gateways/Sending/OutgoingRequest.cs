using System.Globalization;
using System.Net.Http.Headers;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Sending;

/// <summary>The request as HTTP has it: what the format and the signature made, with the headers of Relay's own.</summary>
internal static class OutgoingRequest
{
    public static HttpRequestMessage Create(RequestDraft draft, OutgoingMessage message)
    {
        var request = new HttpRequestMessage(draft.Method, draft.Url);
        if (draft.Content is { } content)
        {
            request.Content = new ReadOnlyMemoryContent(content.Bytes);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(content.ContentType);
        }

        foreach (var (name, value) in draft.Headers)
        {
            // A few, such as Content-Language, are the body's and not the request's.
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id);
        request.Headers.TryAddWithoutValidation(
            "X-Relay-Attempt", message.Attempt.ToString(CultureInfo.InvariantCulture));
        return request;
    }
}
