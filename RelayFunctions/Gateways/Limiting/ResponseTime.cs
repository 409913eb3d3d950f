namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The expected response time of a gateway: a moving average, like TCP's estimate of the round-trip time, or the
/// timeout while the gateway hangs. Only the times of reservations and the length of the line depend on it.
/// </summary>
internal sealed class ResponseTime
{
    private const double Gain = 0.2;

    /// <summary>
    /// A gateway at its limit counts as hanging if no request starts or ends for this time and for twice the average.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>The estimate before the first response.</summary>
    private static readonly TimeSpan Guess = TimeSpan.FromSeconds(1);

    private TimeSpan? _average;
    private TimeSpan _lastProgress;

    public void OnStarted(TimeSpan now) => _lastProgress = now;

    public void OnEnded(TimeSpan now, TimeSpan took)
    {
        _lastProgress = now;
        _average = _average is { } average ? average + ((took - average) * Gain) : took;
    }

    /// <summary>
    /// The expected time of a request; the timeout if the gateway is at its limit and does not respond.
    /// </summary>
    public TimeSpan Expect(TimeSpan now, bool isFull, TimeSpan timeout)
    {
        var still = now - _lastProgress;
        var hangs = isFull && (_average is null || (still > Patience && still > 2 * _average));
        var expected = _average ?? Guess;
        return hangs || expected > timeout ? timeout : expected;
    }
}
