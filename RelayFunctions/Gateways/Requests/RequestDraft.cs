using System.Net.Http.Headers;

namespace RelayFunctions.Gateways.Requests;

/// <summary>A request as it will be sent, to be signed and then sent or shown.</summary>
/// <param name="method">The method.</param>
/// <param name="url">The whole address.</param>
/// <param name="headers">The headers, except those of the body.</param>
/// <param name="content">The body; null for none.</param>
internal sealed class RequestDraft(
    HttpMethod method, Uri url, List<KeyValuePair<string, string>> headers, RequestContent? content)
{
    public HttpMethod Method => method;

    public Uri Url { get; set; } = url;

    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    public RequestContent? Content => content;

    /// <summary>The bytes of the body; empty if there is no body.</summary>
    public ReadOnlyMemory<byte> Body => content?.Bytes ?? default;

    /// <summary>The body as text; every kind of body is text.</summary>
    public string BodyText => Charset.Encoding.GetString(Body.Span);

    /// <summary>The encoding of the body's text.</summary>
    public TextCharset Charset => content?.Charset ?? TextCharset.Utf8;

    /// <summary>Sets a header, and replaces one of that name.</summary>
    public void SetHeader(string name, string value)
    {
        headers.RemoveAll(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        headers.Add(KeyValuePair.Create(name, value));
    }

    /// <summary>Adds a pair to the query, escaped.</summary>
    public void AddQuery(string name, string value) => Url = UrlQuery.With(Url, [KeyValuePair.Create(name, value)]);

    /// <summary>Creates the HTTP request, with Relay's <c>User-Agent</c> if the draft has none.</summary>
    public HttpRequestMessage ToHttpRequest()
    {
        var request = new HttpRequestMessage(method, Url)
        {
            // Even without a body there is content: the framework repeats a request without content, up to three times,
            // if its connection ends before the response.
            Content = new ReadOnlyMemoryContent(Body),
        };
        if (content is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(content.ContentType);

        foreach (var (name, value) in headers)
        {
            // A few, such as Content-Language, are the body's and not the request's.
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        if (!request.Headers.Contains(UserAgent.HeaderName))
            request.Headers.TryAddWithoutValidation(UserAgent.HeaderName, UserAgent.Value);
        return request;
    }

    /// <summary>Masks the values of the query whose names match.</summary>
    public void MaskQuery(Func<string, bool> isSecret) => Url = UrlQuery.Masked(Url, isSecret);
}
