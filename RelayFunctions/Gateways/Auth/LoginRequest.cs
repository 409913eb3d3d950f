using System.Net.Http.Headers;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>The request for a token in a service's own way: a login.</summary>
/// <param name="endpoint">The token endpoint.</param>
/// <param name="draft">The request, which is the same each time.</param>
/// <param name="response">Reads the response.</param>
internal sealed class LoginRequest(TokenEndpoint endpoint, RequestDraft draft, LoginResponse response)
    : TokenRequest(endpoint)
{
    public override HttpRequestMessage ToHttpRequest(DateTimeOffset now)
    {
        var request = draft.ToHttpRequest();
        if (!request.Headers.Contains("Accept"))
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    public override TokenGrant Read(TokenResponse received) => response.Read(received);
}
