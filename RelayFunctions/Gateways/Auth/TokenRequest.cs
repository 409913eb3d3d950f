using System.Net.Http.Headers;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>The request for an access token of OAuth 2.0. Prepared when the catalogue is loaded. Immutable.</summary>
/// <param name="endpoint">The token endpoint.</param>
internal abstract class TokenRequest(TokenEndpoint endpoint)
{
    /// <summary>The host that errors name; null if it may be a secret.</summary>
    public string? ShownHost => endpoint.ShownHost;

    /// <param name="now">The time from which a signed request is valid.</param>
    public HttpRequestMessage ToHttpRequest(DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent(Form(now)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = Authorization;
        request.Headers.TryAddWithoutValidation(UserAgent.HeaderName, UserAgent.Value);
        return request;
    }

    /// <summary>The header with which the client authenticates; null for none.</summary>
    protected virtual AuthenticationHeaderValue? Authorization => null;

    /// <summary>Returns the form, encoded.</summary>
    protected abstract byte[] Form(DateTimeOffset now);
}
