namespace RelayFunctions.Gateways.Limiting;

/// <summary>The decision that a message must wait.</summary>
/// <param name="retryAt">When to enter again.</param>
/// <param name="woken">The messages to wake.</param>
public sealed class GatewayWait(DateTimeOffset retryAt, IReadOnlyList<Guid> woken) : LimiterDecision
{
    /// <summary>The time that the limiter reserved; while the gateway is paused, the time of the next poll.</summary>
    public DateTimeOffset RetryAt => retryAt;

    /// <summary>The other messages that can be woken from their reservations.</summary>
    public IReadOnlyList<Guid> Woken => woken;
}
