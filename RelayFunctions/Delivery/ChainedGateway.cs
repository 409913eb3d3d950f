namespace RelayFunctions.Delivery;

/// <summary>A gateway of a fallback chain, with its policy as of the message's acceptance.</summary>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="AttemptsAllowed">How many attempts its policy allowed.</param>
/// <param name="Interval">The pause between attempts of that policy.</param>
public sealed record ChainedGateway(string Gateway, int AttemptsAllowed, TimeSpan Interval)
{
    /// <summary>The gateway that gets the notification of a message that ends here; null for none.</summary>
    public string? Notify { get; init; }
}
