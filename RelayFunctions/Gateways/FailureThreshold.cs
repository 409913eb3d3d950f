namespace RelayFunctions.Gateways;

/// <summary>When a gateway counts as failing: both the count and the share must be reached.</summary>
public sealed record FailureThreshold
{
    /// <summary>The minimum number of messages of the window that failed permanently.</summary>
    public int Count { get; init; } = 10;

    /// <summary>The minimum share of them among the window's ended messages, above 0 and at most 1.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>
    /// How far back messages are counted, by their time of acceptance. The time that the gateway's retries take is
    /// added.
    /// </summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);
}
