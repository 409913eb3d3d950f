using RelayFunctions.Gateways.Masking;
using RelayFunctions.Gateways.Requests;

namespace RelayFunctions.Gateways.Auth;

/// <summary>A JWT that Relay signs itself, as the bearer token (RFC 6750). It is cached and reused.</summary>
internal sealed class JwtAuth(JwtFormat jwt) : RequestAuth
{
    /// <summary>
    /// How long a JWT without an expiry is used. Apple accepts a JWT for an hour, and a new one at most every 20
    /// minutes:
    /// https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns
    /// </summary>
    private static readonly TimeSpan Use = TimeSpan.FromMinutes(30);

    private readonly Lock _lock = new();
    private (string Jwt, DateTimeOffset SignedAt)? _current;

    public override IReadOnlyList<string> HeaderNames => [AuthorizationHeader.Name];

    public override bool ShowsCredentials => true;

    public override void Sign(RequestDraft request, SigningContext context) =>
        AuthorizationHeader.PutBearer(request, Current(context.Now));

    public override void Mask(RequestDraft request, SigningContext context) =>
        AuthorizationHeader.PutBearer(request, SecretMask.Text);

    private string Current(DateTimeOffset now)
    {
        lock (_lock)
        {
            // If the clock was set back, a JWT with a time in the future must not stay in use.
            if (_current is { } kept && (now - kept.SignedAt).Duration() < (jwt.Lifetime / 2 ?? Use))
                return kept.Jwt;

            var signed = jwt.Create(now);
            _current = (signed, now);
            return signed;
        }
    }
}
