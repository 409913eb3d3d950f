namespace RelayFunctions.Gateways;

/// <summary>From how many failures on a gateway is failing: both the count and the share must be reached.</summary>
public sealed record FailureThreshold
{
    /// <summary>How many messages of the window failed for good, at least.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Which share of the window's messages that have ended they are, above 0 and at most 1.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>
    /// Messages count that were accepted within this time, and within the time before it that the gateway's retries
    /// take.
    /// </summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);
}
