namespace RelayFunctions.Gateways.Limiting;

/// <summary>What a gateway is doing at the moment, in this process.</summary>
/// <param name="InFlight">Requests under way.</param>
/// <param name="ClosedUntil">When it opens again after it said "not now"; null while it is open.</param>
public sealed record GatewayLoad(int InFlight, DateTimeOffset? ClosedUntil);
