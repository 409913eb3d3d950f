using RelayFunctions.Delivery;

namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The messages for one gateway, first accepted, first served: under way, in a short line behind them, or asleep with a
/// reservation in time that holds without this process. Those asleep are woken before it as soon as there is room. Its
/// owner calls it from one thread at a time, and counts times from wherever it likes.
/// </summary>
internal sealed class GatewayQueue(SharedCapacity capacity)
{
    /// <summary>The line is no longer than what is served in this time, and nobody stands in it for longer.</summary>
    private static readonly TimeSpan MaxInLine = TimeSpan.FromSeconds(1);

    /// <summary>The nearest reservation but for those that a rate or the gate gives.</summary>
    private static readonly TimeSpan MinSleep = TimeSpan.FromMilliseconds(250);

    /// <summary>The farthest reservation. After a restart nobody is woken: no message is to wait for longer then.</summary>
    private static readonly TimeSpan MaxSleep = TimeSpan.FromHours(1);

    /// <summary>How long an accepted message holds back the later ones while it is on its way here.</summary>
    private static readonly TimeSpan AcceptedGrace = TimeSpan.FromMilliseconds(250);

    /// <summary>The same of a message that was woken, which may have been cancelled.</summary>
    private static readonly TimeSpan WokenGrace = TimeSpan.FromSeconds(5);

    /// <summary>Reservations stand a little further apart than needed, so that a message that comes finds room.</summary>
    private const double Slack = 1.2;

    /// <summary>So many are woken at once at most, as they stand in the history of the delivery that makes the room.</summary>
    private const int MaxWoken = 10;

    /// <summary>With so many asleep (some 80 bytes each) further ones are not noted, and so are never woken.</summary>
    private const int MaxAsleep = 100_000;

    /// <summary>
    /// At a gateway that is slow, has a rate or no more requests in flight, nobody goes past those who were accepted
    /// before. At a fast and wide one that would make all wait for those who were woken.
    /// </summary>
    private const int MaxOrdered = 10;

    private static readonly Task<TimeSpan?> Started = Task.FromResult<TimeSpan?>(null);

    private readonly RefusalGate _gate = new();
    private readonly RequestRate _rate = new();
    private readonly ResponseTime _response = new();
    private readonly MessageQueue<Turn> _line = new();
    private readonly MessageQueue<Wait> _expected = new();
    private readonly MessageQueue<Wait> _asleep = new();
    private int _limit;
    private TimeSpan _timeout;
    private int _inFlight;
    private TimeSpan _lineSince;

    /// <summary>How often the gate was closed.</summary>
    public int Closings => _gate.Closings;

    /// <summary>Requests under way.</summary>
    public int InFlight => _inFlight;

    private int Held => _inFlight + _line.Count;

    public bool IsIdle(TimeSpan now) => Held == 0 && !_gate.IsPacing(now);

    /// <summary>When the gate opens that a refusal closed; null while it stands open.</summary>
    public TimeSpan? OpensAt(TimeSpan now) => _gate.OpensAt(now);

    /// <summary>Takes over what the catalogue says now.</summary>
    public void Set(GatewayLimits limits, TimeSpan timeout)
    {
        _limit = limits.InFlight;
        _timeout = timeout;
        _rate.Set(limits);
    }

    /// <summary>A message was accepted and comes soon: later ones let it go first.</summary>
    public void Expect(TimeSpan now, Guid id) => _expected.Add(id, new Wait(now + AcceptedGrace));

    /// <summary>A message does not come.</summary>
    public void Forget(TimeSpan now, Guid id)
    {
        _ = _expected.Remove(id, out _) || _asleep.Remove(id, out _);
        Serve(now);
    }

    /// <summary>A message comes: null when its request may start, else the time of its reservation.</summary>
    public Task<TimeSpan?> Enter(TimeSpan now, Guid id, bool isLastAttempt)
    {
        if (!_asleep.Remove(id, out var wait))
            _expected.Remove(id, out wait);
        ForgetLate(now);
        ExpectDue(now);
        var entered = Enter(now, id, wait, isLastAttempt);
        // Those that let it go first may follow.
        Serve(now);
        return entered;
    }

    /// <summary>A request has ended. Those asleep are to be woken before the line is served: it lets them go first.</summary>
    public void Leave(TimeSpan now, TimeSpan took)
    {
        _inFlight--;
        capacity.Release();
        _response.OnEnded(now, took);
    }

    /// <summary>The gateway took or failed a message, and did not refuse it.</summary>
    public void OnAccepted() => _gate.OnAccepted();

    /// <summary>The gateway says "not now": nobody passes until the wait is over.</summary>
    public void OnRefused(TimeSpan now, int closings, TimeSpan wait, RetryPolicy policy)
    {
        if (!_gate.OnRefused(now, closings, wait, policy))
            return;
        foreach (var (id, _) in _line.All)
            Evict(now, id);
    }

    /// <summary>The messages to be woken, since there is room before their reservations.</summary>
    public IReadOnlyList<Guid> Wake(TimeSpan now)
    {
        ForgetLate(now);
        ExpectDue(now);
        List<Guid>? woken = null;
        while ((woken?.Count ?? 0) < MaxWoken && _asleep.TryPeek(out var id, out var wait))
        {
            var before = _expected.CountBefore(id);
            if (before >= Math.Min(_limit - _inFlight + MaxLine(now) - _line.Count, capacity.Growth(Held)))
                break;

            // Where the rate is what stops it, it may come by itself in time.
            var start = _rate.NextStart(now, _line.Count + before + 1);
            if (wait.Place?.At > now || start > now + MaxInLine || (start > now && wait.Until <= start + MinSleep))
                break;

            _asleep.Remove(id, out _);
            _expected.Add(id, wait with { Until = now + WokenGrace });
            (woken ??= []).Add(id);
        }

        return woken ?? [];
    }

    /// <summary>Lets those in line start that may, and those go to sleep that have stood in it for too long.</summary>
    public void Serve(TimeSpan now)
    {
        ForgetLate(now);
        while (_line.TryPeek(out var id, out var turn) && CanStart(now) && !IsBehindExpected(now, id))
        {
            _line.Remove(id, out _);
            Start(now);
            turn.SetResult(null);
        }

        if (_line.Count == 0 || now < _lineSince + MaxInLine)
            return;

        foreach (var (id, _) in _line.All.Where(entry => now >= entry.Value!.Since + MaxInLine))
            Evict(now, id);
        _lineSince = _line.Count == 0 ? now : _line.All.Min(entry => entry.Value!.Since);
    }

    /// <summary>When the line is to be served though nothing happens; null where nobody stands in it.</summary>
    public TimeSpan? ServeAt(TimeSpan now)
    {
        if (_line.Count == 0)
            return null;

        var at = _lineSince + MaxInLine;
        if (_inFlight >= _limit)
            return at;
        var next = _rate.NextStart(now);
        if (next <= now)
            next = _expected.TryPeek(out _, out var expected) ? expected.Until : now;
        return next < at ? next : at;
    }

    /// <summary>Gives a message a reservation in time.</summary>
    public TimeSpan Sleep(TimeSpan now, Guid id, GateReservation? place = null)
    {
        var at = place?.At ?? now;
        if (at <= now)
        {
            var takes = Expected(now) * Slack;
            var before = _asleep.CountBefore(id);
            var room = (_inFlight < _limit ? now + MinSleep : now + takes) + (takes / Limit * before);
            var isRated = _inFlight < _limit && _rate.NextStart(now) > now;
            var start = _rate.NextStart(now, _line.Count + before + _expected.CountBefore(id) + 1);
            at = isRated ? start : Later(room, start);
            at = at < now + MaxSleep ? at : now + MaxSleep;
        }

        if (_asleep.Count < MaxAsleep)
            _asleep.Add(id, new Wait(at, place, HasReservation: true));
        return at;
    }

    private Task<TimeSpan?> Enter(TimeSpan now, Guid id, Wait wait, bool isLastAttempt)
    {
        var place = _gate.ReservationFor(now, wait.Place, _rate.Interval, isLastAttempt);
        var isLater = !wait.HasReservation && IsOrdered(now) && _asleep.CountBefore(id) > 0;
        if (place?.At > now || capacity.Growth(Held) == 0 || isLater)
            return Task.FromResult<TimeSpan?>(Sleep(now, id, place));

        var canStart = CanStart(now);
        if (canStart && !IsBehindExpected(now, id) && !(_line.TryPeek(out var first, out _) && first < id))
        {
            capacity.Take();
            Start(now);
            return Started;
        }

        // Messages on their way here take the room first. The time at which the rate allows a start is known in advance.
        var before = _line.Count + _expected.CountBefore(id);
        var isRoomLeft = canStart && _inFlight + before < _limit;
        if ((!isRoomLeft && _line.Count >= MaxLine(now)) || _rate.NextStart(now, before + 1) > now)
            return Task.FromResult<TimeSpan?>(Sleep(now, id, place));

        capacity.Take();
        _lineSince = _line.Count == 0 ? now : _lineSince;
        var turn = new Turn(now, isLastAttempt);
        _line.Add(id, turn);
        return turn.Task;
    }

    private void Start(TimeSpan now)
    {
        _inFlight++;
        _response.OnStarted(now);
        _rate.OnStarted(now);
    }

    private void Evict(TimeSpan now, Guid id)
    {
        _line.Remove(id, out var turn);
        capacity.Release();
        turn!.SetResult(Sleep(now, id, _gate.ReservationFor(now, place: null, _rate.Interval, turn.IsLastAttempt)));
    }

    private bool CanStart(TimeSpan now) => _inFlight < _limit && _rate.NextStart(now) <= now;

    private bool IsBehindExpected(TimeSpan now, Guid id) =>
        IsOrdered(now) && _expected.TryPeek(out var first, out _) && first < id;

    private int Limit => Math.Clamp(Held + capacity.Growth(Held), 1, _limit);

    private bool IsOrdered(TimeSpan now) => _rate.IsLimited || _limit <= MaxOrdered || MaxLine(now) == 0;

    private int MaxLine(TimeSpan now) => Limit * (int)Math.Min(MaxInLine / (Expected(now) * Slack), 1000);

    private TimeSpan Expected(TimeSpan now) => _response.Expect(now, _inFlight >= Limit, _timeout);

    // A message whose reservation is due comes by itself.
    private void ExpectDue(TimeSpan now)
    {
        while (_asleep.TryPeek(out var id, out var wait) && wait.Until <= now)
        {
            _asleep.Remove(id, out _);
            _expected.Add(id, wait with { Until = now + MaxInLine });
        }
    }

    private void ForgetLate(TimeSpan now)
    {
        while (_expected.TryPeek(out var id, out var wait) && wait.Until <= now)
            _expected.Remove(id, out _);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
