namespace RelayFunctions.Gateways;

/// <summary>When a gateway counts as failing: both the count and the share must be reached.</summary>
public sealed record FailureThreshold
{
    /// <summary>The least number of messages of the window that failed permanently.</summary>
    public int Count { get; init; } = 10;

    /// <summary>The least share of them among the window's ended messages, above 0 and at most 1.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>
    /// Messages count that were accepted within this time, and within the time before it that the gateway's retries
    /// take.
    /// </summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);
}
