namespace RelayFunctions.Delivery;

/// <summary>Relay's own bounds on retries, which no gateway can exceed.</summary>
public static class DeliveryRules
{
    /// <summary>A message is sent at most this many times, the first attempt included.</summary>
    public const int MaxAttempts = 3;

    /// <summary>The maximum number of gateways that a message may name, to be tried in turn.</summary>
    internal const int MaxGateways = 5;

    /// <summary>
    /// The interruptions (a stop, a crash, a fault of Relay) after which an attempt counts as failed, so that a
    /// repeating fault does not retry forever.
    /// </summary>
    public const int MaxInterruptions = 5;

    /// <summary>The shortest pause from the end of one attempt to the start of the next.</summary>
    public static readonly TimeSpan MinPause = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause, even if a gateway's settings or its <c>Retry-After</c> ask for more.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromDays(1);

    /// <summary>
    /// The time that a stop gives to attempts under way: the longest attempt (two minutes) and a margin.
    /// </summary>
    public static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(130);

    private static readonly TimeSpan FirstInterruptionPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// When the next attempt starts. The pause begins at the later of two times: the end of the attempt, and the time
    /// of planning. They may come from the clocks of two machines.
    /// </summary>
    public static DateTimeOffset NextAttemptAt(DateTimeOffset now, DateTimeOffset endedAt, TimeSpan pause) =>
        (now > endedAt ? now : endedAt) + (pause > MinPause ? pause : MinPause);

    /// <summary>
    /// The wait before an interrupted attempt is sent again: 5 s, doubled with each further interruption.
    /// </summary>
    /// <param name="interruptions">How often this attempt number was interrupted, from 1.</param>
    public static TimeSpan PauseAfterInterruption(int interruptions) =>
        FirstInterruptionPause * Math.Pow(2, interruptions - 1);
}
