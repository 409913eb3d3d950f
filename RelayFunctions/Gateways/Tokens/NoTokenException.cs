namespace RelayFunctions.Gateways.Tokens;

/// <summary>No token could be fetched to sign a request with, so the request was not sent.</summary>
/// <param name="reason">Why there is none.</param>
/// <param name="host">The host of the token endpoint; null if it may be a secret.</param>
internal sealed class NoTokenException(string reason, string? host)
    : Exception($"no access token{(host is null ? "" : $" from {host}")}: {reason}")
{
    /// <summary>The status of the token endpoint's response; null for no response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The wait that the token endpoint asks for; null for none.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
