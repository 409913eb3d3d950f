namespace RelayFunctions.Delivery;

/// <summary>How far a delivery that waits has come.</summary>
/// <param name="Attempts">The attempts made so far.</param>
/// <param name="NextAttemptAt">When the next one starts.</param>
public sealed record DeliveryProgress(IReadOnlyList<Attempt> Attempts, DateTimeOffset NextAttemptAt);
