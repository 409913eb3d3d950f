using System.Text;
using System.Text.Unicode;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Sending;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Gateways.Transport;

namespace RelayFunctions.Gateways.Previews;

/// <summary>
/// Creates the request that a message would be sent with, and masks its secrets: values of <c>secrets</c>, texts from
/// configuration, credentials and signatures, and values whose names say that they are credentials. Nothing is sent or
/// fetched.
/// </summary>
internal static class RequestPreviewer
{
    /// <exception cref="RenderException">The request can't be made with masks in it.</exception>
    /// <exception cref="AppAddressUnknownException">
    /// The url is relative to the app itself, whose address is not known.
    /// </exception>
    public static RequestPreview Create(Gateway gateway, AttemptRequest message, DateTimeOffset now, Uri? own)
    {
        var draft = gateway.Request.Render(MessageScope.Create(gateway, message, now, isMasked: true), own);
        CredentialNames.Mask(draft);
        gateway.Request.Auth?.Mask(draft, new SigningContext(message.Id, now));
        using var request = OutgoingRequest.Create(draft, message, gateway);

        var url = WireForm(draft.Url);
        var headers = Headers(request);
        var body = draft.Content?.Bytes;
        var isText = body is { } bytes && Utf8.IsValid(bytes.Span) && !bytes.Span.Contains((byte)0);
        return new RequestPreview(
            draft.Method.Method,
            url,
            headers,
            request.Content?.Headers.ContentType?.ToString(),
            isText ? Encoding.UTF8.GetString(body!.Value.Span) : null,
            isText || body is null ? null : Convert.ToBase64String(body.Value.Span),
            CurlCommand.Of(draft.Method, url, headers, body, isText, gateway.Connection));
    }

    // A name that is not ASCII goes out as its punycode.
    private static string WireForm(Uri url) => url.Host == url.IdnHost || url.HostNameType == UriHostNameType.IPv6
        ? url.AbsoluteUri
        : new UriBuilder(url) { Host = url.IdnHost }.Uri.AbsoluteUri;

    private static Dictionary<string, string> Headers(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated.ToDictionary(
            header => header.Key, header => header.Value.ToString());
        foreach (var (name, value) in request.Content?.Headers.NonValidated ?? default)
            headers[name] = value.ToString();
        return headers;
    }
}
