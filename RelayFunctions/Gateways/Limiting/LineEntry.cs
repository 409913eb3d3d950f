namespace RelayFunctions.Gateways.Limiting;

/// <summary>A message in line: its task ends with null when it starts, or with the time of its reservation.</summary>
internal sealed class LineEntry(TimeSpan since, bool isLastAttempt, TimeSpan? expiresAt, int units)
    : TaskCompletionSource<TimeSpan?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public TimeSpan Since => since;

    public bool IsLastAttempt => isLastAttempt;

    public TimeSpan? ExpiresAt => expiresAt;

    /// <summary>The units of shared memory that the message holds.</summary>
    public int Units => units;
}
