namespace RelayFunctions.Alerts;

/// <summary>The trouble of one gateway, from the evaluation that found it to its recovery.</summary>
/// <param name="Alert">The alert that watches it.</param>
/// <param name="Gateway">The gateway.</param>
/// <param name="Since">When it was found.</param>
internal sealed record AlertEpisode(string Alert, string Gateway, DateTimeOffset Since)
{
    /// <summary>Whether an alert message has reported it.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether messages failed; otherwise they only waited.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Whether a message failed for good: it had no next gateway to go on to.</summary>
    public bool HasLost { get; init; }

    /// <summary>Whether a message was delivered after those that failed.</summary>
    public bool HasDelivered { get; init; }

    /// <summary>Since when the figures are well below the thresholds; null while they are not.</summary>
    public DateTimeOffset? CalmSince { get; init; }
}
