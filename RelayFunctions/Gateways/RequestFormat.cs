using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways;

/// <summary>The format of a gateway's requests, prepared when the catalogue is loaded. Immutable.</summary>
public sealed class RequestFormat
{
    /// <summary>The maximum length of an address, in characters: most servers reject longer ones.</summary>
    private const int MaxUrlLength = 16 * 1024;

    /// <summary>The app's own address in a preview.</summary>
    internal static readonly Uri AnyAddress = new("http://localhost/");

    internal RequestFormat(UrlFormat url) => Url = url;

    internal HttpMethod Method { get; init; } = HttpMethod.Post;

    internal UrlFormat Url { get; }

    internal IReadOnlyList<FieldFormat> Query { get; init; } = [];

    internal IReadOnlyList<FieldFormat> Headers { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    internal BodyTemplate? Body { get; init; } = PlainBody.Instance;

    /// <summary>How requests are signed; null if they are not.</summary>
    internal RequestAuth? Auth { get; init; }

    /// <summary>Which requests carry the same key.</summary>
    internal IdempotencyKey Idempotency { get; init; }

    /// <summary>Whether only the body differs between messages: such a format can represent every message.</summary>
    internal bool IsPlain =>
        Body is PlainBody
            && Url.IsFixed
            && Query.Count == 0
            && Auth is not { DependsOnMessage: true }
            && Headers.All(header => header.Value.LiteralText is not null);

    /// <summary>Returns the format of a gateway that has only an address.</summary>
    /// <param name="url">The address.</param>
    /// <param name="isSecret">Whether previews mask its path.</param>
    public static RequestFormat Plain(Uri url, bool isSecret = false) =>
        new(new UrlFormat(url) { IsSecret = isSecret });

    /// <summary>Returns the same format with another body.</summary>
    internal RequestFormat WithBody(BodyTemplate body) => new(Url)
    {
        Method = Method,
        Query = Query,
        Headers = Headers,
        Body = body,
        Auth = Auth,
        Idempotency = Idempotency,
    };

    /// <summary>Creates the request for one message, without a signature.</summary>
    /// <param name="scope">The message's values.</param>
    /// <param name="own">The app's own address, if it is known.</param>
    /// <exception cref="RenderException">The format can't represent a value.</exception>
    /// <exception cref="AppAddressUnknownException">
    /// The url is relative to the app itself, whose address is not known.
    /// </exception>
    internal RequestDraft Render(TemplateScope scope, Uri? own)
    {
        var url = UrlQuery.With(Url.Render(scope, own), Query.Render(scope));
        if (url.OriginalString.Length > MaxUrlLength)
            throw new RenderException("the url", $"would be longer than {MaxUrlLength} characters", UrlFields);

        var headers = new List<KeyValuePair<string, string>>(Headers.Count + 4);
        foreach (var header in Headers)
        {
            if (header.RenderHeader(scope) is { } value)
                headers.Add(KeyValuePair.Create(header.Name, value));
        }

        return new RequestDraft(Method, url, headers, Body?.Render(scope));
    }

    private IReadOnlyList<string> UrlFields => [.. Url.Fields, .. Query.SelectMany(pair => pair.Value.Fields)];
}
