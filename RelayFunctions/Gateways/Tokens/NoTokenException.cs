namespace RelayFunctions.Gateways.Tokens;

/// <summary>There is no token to sign a request with, which was not sent.</summary>
internal sealed class NoTokenException(string reason) : Exception($"no access token: {reason}")
{
    /// <summary>The status that the token endpoint answered; null where it did not.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How long the token endpoint asks to be left alone, if it does.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
