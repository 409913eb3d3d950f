using System.Text.Json.Serialization;

namespace RelayFunctions.Delivery;

/// <summary>
/// The result of an attempt for the delivery. The gateway's policy is applied where the attempt is made, so that a
/// change of the catalogue applies from the next attempt on, and a replay makes the same decisions.
/// </summary>
public sealed record AttemptReport
{
    /// <summary>The attempt; null if nothing was sent.</summary>
    public Attempt? Attempt { get; init; }

    /// <summary>
    /// How many attempts the gateway's policy allows; null for <see cref="DeliveryRules.MaxAttempts"/>, and if nothing
    /// was sent.
    /// </summary>
    public int? AttemptsAllowed { get; init => field = value == DeliveryRules.MaxAttempts ? null : value; }

    /// <summary>
    /// After a failure, the pause before the next attempt; if nothing was sent or the attempt was interrupted, the wait
    /// before the same attempt. Null if there is none.
    /// </summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>
    /// Whether the attempt ended without an outcome, by a stop, a crash or a fault of Relay. It may have been sent, and
    /// is sent again with the same number.
    /// </summary>
    [JsonPropertyName("isBrokenOff")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsInterrupted { get; init; }

    /// <summary>Whether nothing was sent since the message has expired.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsExpired { get; init; }

    /// <summary>
    /// If nothing was sent since the gateway is busy, the start time that its limiter reserved; if the gateway is
    /// paused, the time of the next poll.
    /// </summary>
    [JsonPropertyName("comeBackAt")]
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Whether nothing was sent since the gateway is paused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPaused { get; init; }

    /// <summary>Why nothing can be sent at all; null if the message can be sent.</summary>
    public string? Refusal { get; init; }

    /// <summary>The other messages that can be sent now, before their reserved times; null for none.</summary>
    [JsonPropertyName("called")]
    public IReadOnlyList<Guid>? Woken { get; init; }

    /// <summary>Whether nothing was sent, and nothing may have been.</summary>
    [JsonIgnore]
    public bool IsNothingSent => Attempt is null && !IsInterrupted;

    /// <summary>The latest time at which another attempt starts; null if none does.</summary>
    /// <param name="now">The time at which the delivery learns of this report.</param>
    public DateTimeOffset? NextAttemptAt(DateTimeOffset now) => (Attempt, Pause) switch
    {
        ({ } attempt, { } pause) => DeliveryRules.NextAttemptAt(now, attempt.EndedAt, pause),
        (null, { } wait) => now + wait,
        _ => RetryAt,
    };

    /// <summary>Creates the report of an attempt that has an outcome.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="policy">The gateway's policy.</param>
    /// <param name="retryAfter">The wait that the gateway asked for, if it did.</param>
    /// <param name="isFinal">Whether the failure is permanent.</param>
    public static AttemptReport Made(
        Attempt attempt, RetryPolicy policy, TimeSpan? retryAfter, bool isFinal = false) => new()
        {
            Attempt = attempt,
            AttemptsAllowed = policy.Attempts,
            Pause = attempt.Error is null || isFinal
            ? null
            : policy.PauseAfter(attempt.Number, retryAfter),
        };

    /// <summary>Creates the report of a gateway that is busy until a reserved time.</summary>
    public static AttemptReport Busy(DateTimeOffset reservedAt) => new() { RetryAt = reservedAt };

    /// <summary>Creates the report of a gateway that is paused.</summary>
    /// <param name="pollAt">When the message polls the limiter again.</param>
    public static AttemptReport Paused(DateTimeOffset pollAt) => new() { RetryAt = pollAt, IsPaused = true };

    /// <summary>
    /// Creates the report that nothing was sent, since the pause after the previous attempt is not over yet, or this
    /// machine has no socket left.
    /// </summary>
    /// <param name="wait">
    /// The wait before the next try, as a duration: the clocks of two machines differ.
    /// </param>
    public static AttemptReport Deferred(TimeSpan wait) => new() { Pause = wait };

    /// <summary>Creates the report of an attempt that ended without an outcome.</summary>
    /// <param name="wait">The wait before it is sent again; null if the delivery decides.</param>
    public static AttemptReport Interrupted(TimeSpan? wait = null) => new() { IsInterrupted = true, Pause = wait };

    /// <summary>Creates the report that nothing was sent since the message has expired.</summary>
    public static AttemptReport Expired() => new() { IsExpired = true };

    /// <summary>Creates the report that the message can't be sent at all.</summary>
    public static AttemptReport Refused(string reason) => new() { Refusal = reason };

    /// <summary>Returns the same report with the messages to wake.</summary>
    public AttemptReport WithWoken(IReadOnlyList<Guid> woken) => woken.Count == 0 ? this : this with { Woken = woken };
}
