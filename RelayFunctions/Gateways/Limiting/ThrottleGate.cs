using RelayFunctions.Delivery;

namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The gate that a throttled request ("not now": a 429, or a 503 with a wait) closes. Messages behind it get
/// reservations: the first when it opens, the others at the gateway's rate, or on a ramp that doubles the rate in each
/// period. A throttled request on the ramp closes the gate again and doubles the period. Each such request costs its
/// message an attempt, so a gateway that names waits that are too short is asked less and less often.
/// </summary>
internal sealed class ThrottleGate
{
    private static readonly TimeSpan MinPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxFirstPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxPeriod = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The distance of a message's last attempt from the request before it, in gaps; at most one period.
    /// </summary>
    private const int LastAttemptGaps = 16;

    private Uri? _url;
    private TimeSpan _period;
    private TimeSpan _opensAt;
    private TimeSpan _pacedUntil;
    private TimeSpan _lastReserved;
    private int _ramp;
    private int _reservations;
    private int _closingsInARow;
    private TimeSpan? _throttledSince;
    private TimeSpan _lastThrottled;

    /// <summary>How often it was closed.</summary>
    public int Closings { get; private set; }

    /// <summary>When the gate opens; null while it is open.</summary>
    public TimeSpan? OpensAt(TimeSpan now) => now < _opensAt ? _opensAt : null;

    /// <summary>Whether messages pass one by one, if at all.</summary>
    public bool IsPacing(TimeSpan now) => now < _pacedUntil;

    /// <summary>Whether the gate has given no reservation since it was last closed.</summary>
    public bool IsUnreserved(TimeSpan now) => IsPacing(now) && _reservations == 0;

    /// <summary>The message's reservation; null while the gate is open.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="reserved">Its reservation, which is valid until another request is throttled.</param>
    /// <param name="interval">The time between two starts at the gateway's rate; zero if it has none.</param>
    /// <param name="isLastAttempt">
    /// Whether the message fails permanently if it is throttled: its start keeps a distance from the start before it.
    /// </param>
    public GateReservation? ReservationFor(
        TimeSpan now, GateReservation? reserved, TimeSpan interval, bool isLastAttempt)
    {
        if (!IsPacing(now))
            return null;
        if (reserved?.Ramp == _ramp)
            return reserved;

        var gap = _reservations == 0 ? TimeSpan.Zero : Gap(interval);
        if (isLastAttempt)
            gap = Later(gap, LastAttemptGaps * gap < _period ? LastAttemptGaps * gap : _period);
        _lastReserved = Later(Later(_lastReserved, _opensAt) + gap, now);
        _reservations++;
        _pacedUntil = Later(_pacedUntil, _lastReserved + _period);
        return new GateReservation(_lastReserved, _ramp);
    }

    /// <summary>A request was throttled. Those that were under way when the gate closed only keep it closed.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="closings">How often the gate had been closed when the request started.</param>
    /// <param name="wait">The wait that the gateway asks for.</param>
    /// <param name="policy">
    /// The gateway's policy: if every request was throttled for its maximum interval, the gate stays open.
    /// </param>
    /// <returns>Whether the gate is closed.</returns>
    public bool OnThrottled(TimeSpan now, int closings, TimeSpan wait, RetryPolicy policy)
    {
        if (_throttledSince is null || now > _lastThrottled + (2 * policy.MaxInterval))
            (_throttledSince, _closingsInARow) = (now, 0);
        _lastThrottled = now;
        if (now >= _throttledSince + policy.MaxInterval)
            return false;

        if (closings == Closings)
        {
            Closings++;
            _closingsInARow++;
            _period = IsPacing(now) ? 2 * _period : Later(wait < MaxFirstPeriod ? wait : MaxFirstPeriod, MinPeriod);
            _period = _period < MaxPeriod ? _period : MaxPeriod;
        }

        var opensAt = Later(_opensAt, now + Later(wait, MinWait));
        // The throttled message is sent again after its own pause, so the gate paces requests at least until then.
        Restart(opensAt, Later(opensAt, now + policy.Interval) + MaxFirstPeriod);
        return true;
    }

    /// <summary>
    /// Applies the current catalogue: another address was not throttled, and no closure outlasts the longest pause.
    /// </summary>
    public void Apply(TimeSpan now, Gateway gateway)
    {
        var latest = now + gateway.Retry.MaxInterval;
        if (!IsOf(gateway))
        {
            Restart(now, now);
            OnNotThrottled();
        }
        else if (_opensAt > latest)
        {
            Restart(latest, latest + MaxFirstPeriod);
        }

        _url = AddressOf(gateway);
    }

    /// <summary>Whether the gate is that of the gateway's address, which the catalogue may have changed.</summary>
    public bool IsOf(Gateway gateway) => _url is null || _url == AddressOf(gateway);

    /// <summary>Whether a reservation is one of those that were given since the gate was last closed.</summary>
    public bool IsCurrent(GateReservation reservation) => reservation.Ramp == _ramp;

    /// <summary>A request ended that was not throttled.</summary>
    public void OnNotThrottled() => (_throttledSince, _closingsInARow) = (null, 0);

    // The first wait is taken as it is. If the request after it is throttled too, the wait was too short.
    private TimeSpan MinWait => _closingsInARow <= 1
        ? TimeSpan.Zero
        : MinPeriod * Math.Min(Math.Pow(2, _closingsInARow - 2), MaxPeriod / MinPeriod);

    // The reservations so far are void, and must not delay the next ones.
    private void Restart(TimeSpan opensAt, TimeSpan pacedUntil)
    {
        _ramp++;
        _reservations = 0;
        _lastReserved = TimeSpan.Zero;
        (_opensAt, _pacedUntil) = (opensAt, pacedUntil);
    }

    // The jitter keeps processes that were throttled together from retrying together. The interval of a low rate is
    // bounded, since a reservation of hours would outlast a change of the rate; the rate itself delays the starts.
    private TimeSpan Gap(TimeSpan interval) => interval > TimeSpan.Zero
        ? (interval < MaxFirstPeriod ? interval : MaxFirstPeriod) * (1 + (Random.Shared.NextDouble() / 4))
        : _period * Math.Log2((_reservations + 1.0) / _reservations) * (0.75 + (Random.Shared.NextDouble() / 2));

    // The callbacks of one host share a gate, whatever their paths are.
    private static Uri? AddressOf(Gateway gateway) => gateway.IsFallback ? null : gateway.Request.Url.Fixed;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
