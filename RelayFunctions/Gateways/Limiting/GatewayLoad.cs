namespace RelayFunctions.Gateways.Limiting;

/// <summary>The current load of a gateway, in this process.</summary>
/// <param name="InFlight">Requests under way.</param>
/// <param name="ClosedUntil">When the gateway opens again after it throttled a request; null while it is open.</param>
public sealed record GatewayLoad(int InFlight, DateTimeOffset? ClosedUntil);
