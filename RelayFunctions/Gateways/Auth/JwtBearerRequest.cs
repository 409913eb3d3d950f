using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The request for a token with a JWT that the client signs (RFC 7523, section 2.1), as for a service account of
/// Google.
/// </summary>
/// <param name="endpoint">The token endpoint.</param>
/// <param name="jwt">The JWT.</param>
/// <param name="additionalFields">Further fields of the form.</param>
internal sealed class JwtBearerRequest(
    TokenEndpoint endpoint, JwtFormat jwt, IReadOnlyList<KeyValuePair<string, string>> additionalFields)
    : OAuth2Request(endpoint)
{
    /// <summary>The value of the form's field <c>grant_type</c>.</summary>
    public const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    protected override byte[] Form(DateTimeOffset now)
    {
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("grant_type", GrantType),
            KeyValuePair.Create("assertion", jwt.Create(now)),
            .. additionalFields,
        ]);
        return form.ToBytes();
    }
}
