namespace RelayFunctions.Gateways;

/// <summary>What a gateway can bear, counted in each process for itself.</summary>
public sealed record GatewayLimits
{
    /// <summary>How many requests may be under way at once.</summary>
    public int InFlight { get; init; } = 100;
}
