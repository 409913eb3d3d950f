namespace RelayFunctions.Gateways.Auth;

/// <summary>The result of a request for a token. Not a record: its text would show the token.</summary>
/// <param name="token">The token; null if there is none.</param>
/// <param name="error">Why there is none, in Relay's own words.</param>
/// <param name="usableUntil">When a new token must be fetched.</param>
internal sealed class TokenGrant(string? token, string? error, DateTimeOffset usableUntil)
{
    public string? Token => token;

    public string? Error => error;

    public DateTimeOffset UsableUntil => usableUntil;

    /// <summary>Whether there was no response in time.</summary>
    public bool IsTimeout { get; private init; }

    /// <summary>The status of the response; null if there was none.</summary>
    public int? StatusCode { get; private init; }

    /// <summary>The wait that the token endpoint asks for; null for none.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Creates the result without a token; the next caller requests one again.</summary>
    public static TokenGrant None(string error, bool isTimeout = false) =>
        new(null, error, DateTimeOffset.MinValue) { IsTimeout = isTimeout };

    /// <summary>Returns the grant with the status and the wait of the response.</summary>
    public TokenGrant WithResponse(int statusCode, TimeSpan? retryAfter) =>
        new(token, error, usableUntil) { StatusCode = statusCode, RetryAfter = retryAfter };
}
