namespace RelayFunctions.Delivery;

/// <summary>
/// How failed attempts are repeated. Its values are within the bounds of <see cref="DeliveryRules"/>.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>
    /// The maximum number of attempts, including the first: at most <see cref="DeliveryRules.MaxAttempts"/>.
    /// </summary>
    public int Attempts { get; init; } = DeliveryRules.MaxAttempts;

    /// <summary>The pause between the end of one attempt and the start of the next.</summary>
    public TimeSpan Interval { get; init; } = DeliveryRules.MinPause;

    /// <summary>The longest pause that a gateway's <c>Retry-After</c> can ask for.</summary>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The statuses after which a message fails immediately.</summary>
    public IReadOnlyList<int> StopOn { get; init; } = [];

    /// <summary>
    /// The only statuses from 300 on after which another attempt follows; null for all that <see cref="StopOn"/>
    /// leaves. An attempt without a response is always repeated, and so is one whose 2xx response did not meet
    /// <c>success</c>.
    /// </summary>
    public IReadOnlyList<int>? On { get; init; }

    /// <summary>Returns the pause after a failed attempt; null if no other attempt follows.</summary>
    /// <param name="attempt">The number of the attempt that failed.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> asked for: it lengthens the pause, never shortens it.</param>
    public TimeSpan? PauseAfter(int attempt, TimeSpan? retryAfter)
    {
        if (attempt >= Attempts)
            return null;

        var asked = Bounded(retryAfter ?? Interval);
        return asked > Interval ? asked : Interval;
    }

    /// <summary>Whether a message fails permanently if a response does not take it.</summary>
    /// <param name="statusCode">The status of the response; null for none.</param>
    public bool IsPermanent(int? statusCode) => statusCode is { } status
        && (StopOn.Contains(status) || (status >= 300 && On?.Contains(status) == false));

    /// <summary>
    /// Returns for how long a response that says "not now" closes the whole gateway; null for other responses.
    /// </summary>
    /// <param name="statusCode">The status of the response; null for none.</param>
    /// <param name="isThrottled">Whether the response means "not now", whatever its status is.</param>
    /// <param name="retryAfter">
    /// The wait that the response asked for. Without one, the gateway is closed for the pause of a message.
    /// </param>
    public TimeSpan? ThrottledFor(int? statusCode, bool isThrottled, TimeSpan? retryAfter) =>
        isThrottled || statusCode == 429 ? Bounded(retryAfter ?? Interval)
        : statusCode == 503 && retryAfter is { } wait ? Bounded(wait)
        : null;

    private TimeSpan Bounded(TimeSpan wait) => wait < MaxInterval ? wait : MaxInterval;
}
