using System.Security.Cryptography;
using System.Text;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Requests;
using RelayFunctions.Gateways.Templates;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// A keyed hash (RFC 2104) of the body, or of a text that contains it, in headers or in the query. GitHub, Slack,
/// Stripe, Shopify and many others use it; they differ in the text that is signed and in where the hash goes.
/// </summary>
internal sealed class HmacAuth(HashAlgorithmName algorithm, byte[] key, GatewayValues values) : RequestAuth
{
    /// <summary>How the hash is written.</summary>
    public required Func<byte[], string> Encode { get; init; }

    /// <summary>The text that is signed; null for only the body.</summary>
    public TextTemplate? Content { get; init; }

    public IReadOnlyList<FieldFormat> Headers { get; init; } = [];

    public IReadOnlyList<FieldFormat> Query { get; init; } = [];

    public override IReadOnlyList<string> HeaderNames => [.. Headers.Select(header => header.Name)];

    public override IReadOnlyList<string> QueryNames => [.. Query.Select(pair => pair.Name)];

    // A template that reads the request can fail for some messages: a long body may exceed the bounds of templates, and
    // a header can't contain every character.
    public override bool DependsOnMessage => Content is not null || PlacesReadRequest;

    private bool PlacesReadRequest => Headers.Concat(Query).Any(place => SigningVariables.ReadsRequest(place.Value));

    public override void Sign(RequestDraft request, SigningContext context) =>
        Put(
            request,
            context,
            Encode(CryptographicOperations.HmacData(algorithm, key, Signed(request, context))),
            isMasked: false);

    public override void Mask(RequestDraft request, SigningContext context) =>
        Put(request, context, SecretMask.Text, isMasked: true);

    private ReadOnlySpan<byte> Signed(RequestDraft request, SigningContext context) => Content is null
        ? request.Body.Span
        : SignedBytes(request, Content.Render(SigningVariables.Content(request, context, values)));

    // The text may contain the body, and the gateway computes its signature over the bytes that it gets: both need the
    // charset of the body.
    private static byte[] SignedBytes(RequestDraft request, string text) =>
        request.Charset.GetBytes(text) ?? Encoding.UTF8.GetBytes(text);

    private void Put(RequestDraft request, SigningContext context, string signature, bool isMasked)
    {
        // The scope reads the request at the first template, before the query is added to its address.
        var scope = SigningVariables.Places(
            signature, PlacesReadRequest ? request : null, context, values, isMasked);
        foreach (var header in Headers)
        {
            if (header.RenderHeader(scope) is { } value)
                request.SetHeader(header.Name, value);
        }

        foreach (var (name, value) in Query.Render(scope))
            request.AddQuery(name, value);
    }
}
