using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The request for a token by a JWT that the client signs (RFC 7523, section 2.1), as for a service account of Google.
/// </summary>
/// <param name="url">The token endpoint; absolute.</param>
/// <param name="audience">Who the JWT is meant for; most services want the token endpoint.</param>
/// <param name="issuer">The client.</param>
/// <param name="claims">Further claims, such as a scope.</param>
/// <param name="key">Signs the JWT.</param>
internal sealed class JwtBearerRequest(
    Uri url, string audience, string issuer, IReadOnlyDictionary<string, object> claims, RsaSecurityKey key)
    : TokenRequest(url)
{
    /// <summary>How long a JWT is valid: it is sent at once, and some services accept three minutes at most.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    protected override byte[] Form(DateTimeOffset now)
    {
        var assertion = Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>(claims),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            KeyValuePair.Create("assertion", assertion),
        ]);
        return form.ToBytes();
    }
}
