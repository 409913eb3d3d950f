using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// Signature Version 4 of Amazon Web Services, in headers
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). Everything that the
/// gateway's format defines is signed. The headers that Relay adds to each request are not, which AWS allows.
/// </summary>
internal sealed class AwsSigV4Auth(
    string accessKeyId, string secretAccessKey, string region, string service) : RequestAuth
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string AmazonDate = "X-Amz-Date";
    private const string ContentHash = "x-amz-content-sha256";
    private const string SecurityToken = "X-Amz-Security-Token";

    private readonly AwsSigningKey _key = new(secretAccessKey, region, service);

    /// <summary>The token of temporary credentials; null for the credentials of a user.</summary>
    public string? SessionToken { get; init; }

    // Only S3 signs a path without escaping it again.
    private bool EncodesTwice => service != "s3";

    public override IReadOnlyList<string> HeaderNames =>
        SessionToken is null
            ? [AuthorizationHeader.Name, AmazonDate, ContentHash]
            : [AuthorizationHeader.Name, AmazonDate, ContentHash, SecurityToken];

    public override void Sign(RequestDraft request, SigningContext context)
    {
        var time = Prepare(request, context, SessionToken);
        var headers = SignedHeaders(request);
        var date = Date(time);
        var hash = Hash(Encoding.UTF8.GetBytes(CanonicalRequest(request, headers)));
        var signature = _key.Sign(date, $"{Algorithm}\n{time}\n{_key.Scope(date)}\n{hash}");
        Put(request, time, headers, accessKeyId, signature);
    }

    public override void Mask(RequestDraft request, SigningContext context)
    {
        var time = Prepare(request, context, SessionToken is null ? null : SecretMask.Text);
        Put(request, time, SignedHeaders(request), SecretMask.Text, SecretMask.Text);
    }

    private static string Prepare(RequestDraft request, SigningContext context, string? sessionToken)
    {
        var time = context.Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Url = AwsUrl.Canonical(request.Url);
        request.SetHeader(AmazonDate, time);
        request.SetHeader("X-Amz-Content-SHA256", Hash(request.Body.Span));
        if (sessionToken is not null)
            request.SetHeader(SecurityToken, sessionToken);
        return time;
    }

    private static SortedDictionary<string, string> SignedHeaders(RequestDraft request)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.Url.Authority };
        if (request.Content is { } content)
            headers["content-type"] = MediaTypeHeaderValue.Parse(content.ContentType).ToString();
        var signed = request.Headers.Where(
            header => !header.Key.Equals(AuthorizationHeader.Name, StringComparison.OrdinalIgnoreCase));
        foreach (var (name, value) in signed)
        {
            headers[name.ToLowerInvariant()] = string.Join(
                ' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        return headers;
    }

    private string CanonicalRequest(RequestDraft request, SortedDictionary<string, string> headers) => string.Join(
        '\n',
        request.Method.Method,
        EncodesTwice ? AwsUrl.EncodedAgain(request.Url.AbsolutePath) : request.Url.AbsolutePath,
        request.Url.Query.TrimStart('?'),
        string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")),
        string.Join(';', headers.Keys),
        headers[ContentHash]);

    private void Put(
        RequestDraft request, string time, SortedDictionary<string, string> headers, string keyId, string signature) =>
        request.SetHeader(
            AuthorizationHeader.Name,
            $"{Algorithm} Credential={keyId}/{_key.Scope(Date(time))}, SignedHeaders={string.Join(';', headers.Keys)}, "
                + $"Signature={signature}");

    private static string Date(string time) => time[..8];

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
