namespace RelayFunctions.Gateways.Auth;

/// <summary>What a signature may hold beside the request itself.</summary>
/// <param name="MessageId">The message's id, the same at each attempt.</param>
/// <param name="Now">When the attempt began.</param>
internal readonly record struct SigningContext(string MessageId, DateTimeOffset Now)
{
    /// <summary>The time in whole seconds since 1970, as most signatures have it.</summary>
    public long Timestamp => Now.ToUnixTimeSeconds();
}
