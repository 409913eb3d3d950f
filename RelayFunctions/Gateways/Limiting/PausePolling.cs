namespace RelayFunctions.Gateways.Limiting;

/// <summary>Computes when a message checks again whether its gateway is still paused.</summary>
internal static class PausePolling
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(15);

    /// <summary>The time between the polls of two messages, so that many of them do not keep the store busy.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(50);

    /// <param name="asleep">The number of messages that sleep already.</param>
    public static TimeSpan Interval(int asleep) =>
        new(Math.Clamp(Spread.Ticks * asleep, MinInterval.Ticks, MaxInterval.Ticks));
}
