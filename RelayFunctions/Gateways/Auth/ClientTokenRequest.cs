using System.Net.Http.Headers;
using System.Text;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// A client's request for a token: with its own credentials (RFC 6749, section 4.4), or with a refresh token that a
/// person has consented to (section 6).
/// </summary>
internal sealed class ClientTokenRequest : OAuth2Request
{
    private readonly byte[] _form;

    /// <param name="endpoint">The token endpoint.</param>
    /// <param name="id">The client's id.</param>
    /// <param name="secret">The client's secret; null for a public client (RFC 6749, section 2.1).</param>
    /// <param name="isInForm">
    /// True to send id and secret as form fields; false for the Authorization header, which the RFC prefers.
    /// </param>
    /// <param name="additionalFields">Further fields of the form, such as a scope.</param>
    /// <param name="refreshToken">The refresh token; null for the client's own credentials.</param>
    public ClientTokenRequest(
        TokenEndpoint endpoint,
        string id,
        string? secret,
        bool isInForm,
        IEnumerable<KeyValuePair<string, string>> additionalFields,
        string? refreshToken)
        : base(endpoint)
    {
        Authorization = isInForm || secret is null ? null : Basic(id, secret);
        using var form = new FormUrlEncodedContent(
            [.. Grant(refreshToken), .. Authorization is null ? Client(id, secret) : [], .. additionalFields]);
        _form = form.ToBytes();
    }

    protected override AuthenticationHeaderValue? Authorization { get; }

    private static KeyValuePair<string, string>[] Client(string id, string? secret) => secret is null
        ? [KeyValuePair.Create("client_id", id)]
        : [KeyValuePair.Create("client_id", id), KeyValuePair.Create("client_secret", secret)];

    private static KeyValuePair<string, string>[] Grant(string? refreshToken) => refreshToken is null
        ? [KeyValuePair.Create("grant_type", "client_credentials")]
        :
        [
            KeyValuePair.Create("grant_type", "refresh_token"),
            KeyValuePair.Create("refresh_token", refreshToken),
        ];

    protected override byte[] Form(DateTimeOffset now) => _form;

    // RFC 6749, section 2.3.1: id and secret are form-encoded first.
    private static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{FormEncode(id)}:{FormEncode(secret)}")));

    private static string FormEncode(string text) =>
        Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
