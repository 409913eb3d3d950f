using System.Net.Http.Headers;
using System.Text;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The request for a token by the client credentials grant of OAuth 2.0 (RFC 6749, section 4.4). Prepared when the
/// catalogue is loaded. Immutable.
/// </summary>
internal sealed class ClientCredentials
{
    private readonly Uri _url;
    private readonly byte[] _form;
    private readonly AuthenticationHeaderValue? _authorization;

    /// <param name="url">The token endpoint; absolute.</param>
    /// <param name="id">The client's id.</param>
    /// <param name="secret">The client's secret.</param>
    /// <param name="inBody">Whether id and secret stand in the form and not in the header that the RFC prefers.</param>
    /// <param name="more">Further fields of the form, such as a scope.</param>
    public ClientCredentials(
        Uri url, string id, string secret, bool inBody, IEnumerable<KeyValuePair<string, string>> more)
    {
        _url = url;
        _authorization = inBody ? null : Basic(id, secret);
        KeyValuePair<string, string>[] client =
            [KeyValuePair.Create("client_id", id), KeyValuePair.Create("client_secret", secret)];
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("grant_type", "client_credentials"), .. inBody ? client : [], .. more]);
        _form = form.ToBytes();
    }

    public HttpRequestMessage CreateRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(_form) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = _authorization;
        request.Headers.TryAddWithoutValidation(UserAgent.HeaderName, UserAgent.Value);
        return request;
    }

    // Section 2.3.1: both are written as in a form first.
    private static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Escaped(id)}:{Escaped(secret)}")));

    private static string Escaped(string text) =>
        Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
