using System.Net.Http.Headers;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>The request for an access token of OAuth 2.0.</summary>
/// <param name="endpoint">The token endpoint.</param>
internal abstract class OAuth2Request(TokenEndpoint endpoint) : TokenRequest(endpoint)
{
    private readonly Uri _url = endpoint.Url;

    public override HttpRequestMessage ToHttpRequest(DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _url)
        {
            Content = new ByteArrayContent(Form(now)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = Authorization;
        request.Headers.TryAddWithoutValidation(UserAgent.HeaderName, UserAgent.Value);
        return request;
    }

    public override TokenGrant Read(TokenResponse response) => OAuth2Response.Read(response);

    public override IEnumerable<string> CredentialsIn(HttpRequestMessage request) => TokenCredentials.FormsIn(request);

    /// <summary>The header with which the client authenticates; null for none.</summary>
    protected virtual AuthenticationHeaderValue? Authorization => null;

    /// <summary>Returns the form, encoded.</summary>
    protected abstract byte[] Form(DateTimeOffset now);
}
