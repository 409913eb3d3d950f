namespace RelayFunctions.Delivery;

/// <summary>The progress of a delivery: the orchestration's custom status.</summary>
/// <param name="Attempts">The attempts made so far.</param>
/// <param name="NextAttemptAt">When the next one starts; null if none does.</param>
public sealed record DeliveryProgress(IReadOnlyList<Attempt> Attempts, DateTimeOffset? NextAttemptAt)
{
    /// <summary>The gateway that is tried, if it is no longer the first of the chain.</summary>
    public string? Gateway { get; init; }

    /// <summary>How the delivery ended; null before the end, and if the orchestration's output says it.</summary>
    public DeliveryOutcome? Outcome { get; init; }

    /// <summary>Why it failed, if it did.</summary>
    public string? Error { get; init; }

    /// <summary>See <see cref="DeliveryResult.EndedAt"/>.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
