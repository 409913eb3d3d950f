namespace RelayFunctions.Gateways.Tokens;

/// <summary>No token could be fetched to sign a request with, so the request was not sent.</summary>
internal sealed class NoTokenException(string reason) : Exception($"no access token: {reason}")
{
    /// <summary>The status of the token endpoint's response; null for no response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The wait that the token endpoint asks for; null for none.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
