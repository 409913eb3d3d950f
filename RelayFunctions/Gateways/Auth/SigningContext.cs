namespace RelayFunctions.Gateways.Auth;

/// <summary>
/// The values that a signature may use besides the request itself. Not a record: its text would show the token.
/// </summary>
/// <param name="messageId">The message's id, the same at each attempt.</param>
/// <param name="now">When the attempt began.</param>
internal sealed class SigningContext(string messageId, DateTimeOffset now)
{
    public string MessageId => messageId;

    public DateTimeOffset Now => now;

    /// <summary>The time in whole seconds since 1970, as most signatures have it.</summary>
    public long Timestamp => now.ToUnixTimeSeconds();

    /// <summary>The token, if the gateway's signature has a <see cref="RequestAuth.TokenRequest"/>.</summary>
    public string? AccessToken { get; init; }
}
