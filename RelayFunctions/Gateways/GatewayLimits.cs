namespace RelayFunctions.Gateways;

/// <summary>What a gateway can bear, counted in each process for itself.</summary>
public sealed record GatewayLimits
{
    /// <summary>
    /// The most requests that a gateway can be allowed at once: a quarter of the activities that host.json lets run at
    /// once (<c>maxConcurrentActivityFunctions</c>), so that one gateway that hangs leaves room for the others.
    /// </summary>
    public const int MostInFlight = 250;

    /// <summary>How many requests may be under way at once, from 1 to <see cref="MostInFlight"/>.</summary>
    public int InFlight { get; init; } = 100;
}
