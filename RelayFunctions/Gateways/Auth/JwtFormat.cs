using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RelayFunctions.Gateways.Auth;

/// <summary>The JWTs (RFC 7519) that Relay signs for a gateway. Immutable.</summary>
/// <param name="issuer">Relay's name at the gateway.</param>
/// <param name="audience">The audience of the JWTs; null for no such claim.</param>
/// <param name="claims">Further claims, such as a scope.</param>
/// <param name="lifetime">How long a JWT is valid; null for no expiry.</param>
/// <param name="key">Signs the JWTs.</param>
internal sealed class JwtFormat(
    string issuer,
    string? audience,
    IReadOnlyDictionary<string, object> claims,
    TimeSpan? lifetime,
    SigningCredentials key)
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>How long a JWT is valid; null for no expiry.</summary>
    public TimeSpan? Lifetime => lifetime;

    /// <summary>Creates and signs a JWT.</summary>
    public string Create(DateTimeOffset now) => Handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = audience,
        IssuedAt = now.UtcDateTime,
        Expires = (now + lifetime)?.UtcDateTime,
        Claims = new Dictionary<string, object>(claims),
        SigningCredentials = key,
    });
}
