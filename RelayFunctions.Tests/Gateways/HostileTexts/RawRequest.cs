using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="Host">The host and port.</param>
/// <param name="Target">Path and query, escaped.</param>
/// <param name="Headers">
/// The headers, without those of the connection and those that every request of Relay has.
/// </param>
/// <param name="Type">The type of the body; null for none.</param>
/// <param name="Body">The body.</param>
internal sealed record RawRequest(
    string Method,
    string Host,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    MediaTypeHeaderValue? Type,
    byte[] Body)
{
    private static readonly string[] Everywhere = ["Host", "Content-Length", "Content-Type", "Idempotency-Key", "User-Agent", "X-Relay-Attempt"];

    /// <summary>Reads the request that is passed to the sender.</summary>
    public static RawRequest Of(RequestDraft draft) => new(
        draft.Method.Method,
        draft.Url.GetLeftPart(UriPartial.Authority),
        draft.Url.AbsoluteUri[draft.Url.GetLeftPart(UriPartial.Authority).Length..],
        draft.Headers,
        draft.Content is { } content ? MediaTypeHeaderValue.Parse(content.ContentType) : null,
        draft.Content?.Bytes.ToArray() ?? []);

    /// <summary>Reads the request that a server received.</summary>
    public static RawRequest Of(HttpContext context, byte[] body)
    {
        var request = context.Request;
        return new RawRequest(
            request.Method,
            $"{request.Scheme}://{request.Host}",
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            [
                .. request.Headers
                    .Where(header => !Everywhere.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                    .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())),
            ],
            request.ContentType is { } type ? MediaTypeHeaderValue.Parse(type) : null,
            body);
    }
}
