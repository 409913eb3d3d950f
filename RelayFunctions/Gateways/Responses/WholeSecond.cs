namespace RelayFunctions.Gateways.Responses;

/// <summary>Points in time that a gateway writes to the whole second.</summary>
internal static class WholeSecond
{
    /// <summary>
    /// The earliest time that is certainly not before the gateway's own: the end of the second, if it may have left out
    /// the fraction.
    /// </summary>
    public static DateTimeOffset EndOf(DateTimeOffset time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0 && time < DateTimeOffset.MaxValue.AddSeconds(-1)
            ? time.AddSeconds(1)
            : time;
}
