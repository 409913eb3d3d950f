using RelayFunctions.Delivery;

namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The gate that a refusal ("not now": a 429, or a 503 with a wait) closes. Messages behind it get reservations: the
/// first when it opens, the others at the gateway's rate, or on a ramp that doubles the rate in each period. A refusal
/// on the ramp closes the gate again and doubles the period.
/// </summary>
internal sealed class RefusalGate
{
    private static readonly TimeSpan MinPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxFirstPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxPeriod = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The distance of a message's last attempt from the request before it, in gaps; one period at most.
    /// </summary>
    private const int LastAttemptGaps = 16;

    private TimeSpan _period;
    private TimeSpan _opensAt;
    private TimeSpan _pacedUntil;
    private TimeSpan _lastPlace;
    private int _ramp;
    private int _places;
    private TimeSpan? _refusedSince;
    private TimeSpan _lastRefusal;

    /// <summary>How often it was closed.</summary>
    public int Closings { get; private set; }

    /// <summary>When the gate opens; null while it is open.</summary>
    public TimeSpan? OpensAt(TimeSpan now) => now < _opensAt ? _opensAt : null;

    /// <summary>Whether messages pass one by one, if at all.</summary>
    public bool IsPacing(TimeSpan now) => now < _pacedUntil;

    /// <summary>The message's reservation; null while the gate is open.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="place">The reservation that it has; it holds until the gateway refuses another request.</param>
    /// <param name="interval">The time between two starts at the gateway's rate; zero if it has none.</param>
    /// <param name="isLastAttempt">
    /// Whether a refusal would fail the message permanently: its start keeps a distance from the one before.
    /// </param>
    public GateReservation? ReservationFor(TimeSpan now, GateReservation? place, TimeSpan interval, bool isLastAttempt)
    {
        if (!IsPacing(now))
            return null;
        if (place?.Ramp == _ramp)
            return place;

        var gap = _places == 0 ? TimeSpan.Zero : Gap(interval);
        if (isLastAttempt)
            gap = Later(gap, LastAttemptGaps * gap < _period ? LastAttemptGaps * gap : _period);
        _lastPlace = Later(Later(_lastPlace, _opensAt) + gap, now);
        _places++;
        _pacedUntil = Later(_pacedUntil, _lastPlace + _period);
        return new GateReservation(_lastPlace, _ramp);
    }

    /// <summary>A request was refused. Those that were under way when the gate closed only keep it closed.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="closings">How often the gate had been closed when the request started.</param>
    /// <param name="wait">How long the gateway asks to be left alone.</param>
    /// <param name="policy">
    /// The gateway's policy: after its longest interval with nothing but refusals, the gate stays open.
    /// </param>
    /// <returns>Whether the gate is closed.</returns>
    public bool OnRefused(TimeSpan now, int closings, TimeSpan wait, RetryPolicy policy)
    {
        if (_refusedSince is null || now > _lastRefusal + (2 * policy.MaxInterval))
            _refusedSince = now;
        _lastRefusal = now;
        if (now >= _refusedSince + policy.MaxInterval)
            return false;

        if (closings == Closings)
        {
            Closings++;
            _period = IsPacing(now) ? 2 * _period : Later(wait < MaxFirstPeriod ? wait : MaxFirstPeriod, MinPeriod);
            _period = _period < MaxPeriod ? _period : MaxPeriod;
        }

        _ramp++;
        _places = 0;
        _opensAt = Later(_opensAt, now + wait);
        // The refused message itself is sent again after its pause.
        _pacedUntil = Later(_opensAt, now + policy.Interval) + MaxFirstPeriod;
        return true;
    }

    /// <summary>A response came that was no refusal.</summary>
    public void OnAccepted() => _refusedSince = null;

    // The jitter keeps processes that were refused together from retrying together.
    private TimeSpan Gap(TimeSpan interval) => interval > TimeSpan.Zero
        ? interval * (1 + (Random.Shared.NextDouble() / 4))
        : _period * Math.Log2((_places + 1.0) / _places) * (0.75 + (Random.Shared.NextDouble() / 2));

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
