using System.Net.Http.Headers;
using System.Text;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>The request for a token with client credentials (RFC 6749, section 4.4).</summary>
internal sealed class ClientCredentialsRequest : TokenRequest
{
    /// <summary>The value of the form's field <c>grant_type</c>.</summary>
    public const string GrantType = "client_credentials";

    private readonly byte[] _form;

    /// <param name="endpoint">The token endpoint.</param>
    /// <param name="id">The client's id.</param>
    /// <param name="secret">The client's secret.</param>
    /// <param name="isInForm">
    /// True to send id and secret as form fields; false for the Authorization header, which the RFC prefers.
    /// </param>
    /// <param name="additionalFields">Further fields of the form, such as a scope.</param>
    public ClientCredentialsRequest(
        TokenEndpoint endpoint,
        string id,
        string secret,
        bool isInForm,
        IEnumerable<KeyValuePair<string, string>> additionalFields)
        : base(endpoint)
    {
        Authorization = isInForm ? null : Basic(id, secret);
        KeyValuePair<string, string>[] client =
            [KeyValuePair.Create("client_id", id), KeyValuePair.Create("client_secret", secret)];
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("grant_type", GrantType), .. isInForm ? client : [], .. additionalFields]);
        _form = form.ToBytes();
    }

    protected override AuthenticationHeaderValue? Authorization { get; }

    protected override byte[] Form(DateTimeOffset now) => _form;

    // RFC 6749, section 2.3.1: id and secret are form-encoded first.
    private static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{FormEncode(id)}:{FormEncode(secret)}")));

    private static string FormEncode(string text) =>
        Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
