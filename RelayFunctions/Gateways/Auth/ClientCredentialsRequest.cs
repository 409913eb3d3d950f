using System.Net.Http.Headers;
using System.Text;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The request for a token by the client credentials grant of OAuth 2.0 (RFC 6749, section 4.4). Prepared when the
/// catalogue is loaded. Immutable.
/// </summary>
internal sealed class ClientCredentialsRequest
{
    private readonly Uri _url;
    private readonly byte[] _form;
    private readonly AuthenticationHeaderValue? _authorization;

    /// <param name="url">The token endpoint; absolute.</param>
    /// <param name="id">The client's id.</param>
    /// <param name="secret">The client's secret.</param>
    /// <param name="isInForm">
    /// True to send id and secret as form fields; false for the Authorization header, which the RFC prefers.
    /// </param>
    /// <param name="additionalFields">Further fields of the form, such as a scope.</param>
    public ClientCredentialsRequest(
        Uri url, string id, string secret, bool isInForm, IEnumerable<KeyValuePair<string, string>> additionalFields)
    {
        _url = url;
        _authorization = isInForm ? null : Basic(id, secret);
        KeyValuePair<string, string>[] client =
            [KeyValuePair.Create("client_id", id), KeyValuePair.Create("client_secret", secret)];
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("grant_type", "client_credentials"), .. isInForm ? client : [], .. additionalFields]);
        _form = form.ToBytes();
    }

    public HttpRequestMessage ToHttpRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(_form) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = _authorization;
        request.Headers.TryAddWithoutValidation(UserAgent.HeaderName, UserAgent.Value);
        return request;
    }

    // RFC 6749, section 2.3.1: id and secret are form-encoded first.
    private static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{FormEncode(id)}:{FormEncode(secret)}")));

    private static string FormEncode(string text) =>
        Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
