namespace RelayFunctions.Delivery;

/// <summary>How a delivery ended.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Attempts">Every attempt that was made.</param>
/// <param name="Error">Why the delivery failed; null unless it did.</param>
public sealed record DeliveryResult(DeliveryOutcome Outcome, IReadOnlyList<Attempt> Attempts, string? Error = null)
{
    /// <summary>
    /// When it ended, if a notification reports the time too: the store's own time is a few milliseconds later.
    /// Otherwise null.
    /// </summary>
    public DateTimeOffset? EndedAt { get; init; }
}
