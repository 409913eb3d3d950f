namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The limiter's decision on a request: a <see cref="GatewayPermit"/> to send it now, or a <see cref="GatewayWait"/>.
/// </summary>
public abstract class LimiterDecision
{
    private protected LimiterDecision()
    {
    }
}
