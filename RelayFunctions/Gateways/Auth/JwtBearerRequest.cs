using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The request for a token with a JWT that the client signs (RFC 7523, section 2.1), as for a service account of
/// Google.
/// </summary>
/// <param name="endpoint">The token endpoint.</param>
/// <param name="jwt">The JWT.</param>
internal sealed class JwtBearerRequest(TokenEndpoint endpoint, JwtFormat jwt) : TokenRequest(endpoint)
{
    protected override byte[] Form(DateTimeOffset now)
    {
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            KeyValuePair.Create("assertion", jwt.Create(now)),
        ]);
        return form.ToBytes();
    }
}
