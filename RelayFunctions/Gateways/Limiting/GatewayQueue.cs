namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The messages for one gateway, first accepted, first served: in flight, in a short waiting line, or asleep until a
/// reserved start time, which does not depend on this process. Sleeping messages are woken as soon as there is room.
/// The owner calls the queue from one thread at a time; times are measured from any fixed start.
/// </summary>
internal sealed class GatewayQueue
{
    private static readonly Task<TimeSpan?> Started = Task.FromResult<TimeSpan?>(null);

    private readonly ThrottleGate _gate = new();
    private readonly RequestPermits _permits;
    private readonly WaitingLine _line = new();
    private readonly AbsentMessages _absent = new();
    private readonly Reservations _reservations;
    private readonly Wakeups _wakeups;
    private bool _isPaused;

    /// <param name="capacity">The activities that all gateways share.</param>
    /// <param name="memory">The memory that their messages share.</param>
    public GatewayQueue(SharedCapacity capacity, SharedCapacity memory)
    {
        _permits = new RequestPermits(capacity, memory);
        _reservations = new Reservations(_absent, _permits, _line);
        _wakeups = new Wakeups(_absent, _permits, _line, _gate);
    }

    /// <summary>How often the gate was closed.</summary>
    public int Closings => _gate.Closings;

    /// <summary>Requests under way.</summary>
    public int InFlight => _permits.InFlight;

    /// <summary>Whether nothing is lost if the queue is dropped.</summary>
    public bool IsIdle(TimeSpan now)
    {
        _absent.ForgetLate(now);
        return _permits.IsIdle(now) && !_gate.IsPacing(now) && _absent.IsEmpty;
    }

    /// <summary>When the gate that a throttled request closed opens; null while it is open.</summary>
    public TimeSpan? OpensAt(TimeSpan now) => _gate.OpensAt(now);

    /// <summary>Applies the current catalogue.</summary>
    public void Set(TimeSpan now, Gateway gateway)
    {
        _permits.Set(gateway.Limits, gateway.Timeout);
        _isPaused = gateway.IsPaused;
        _gate.Apply(now, gateway);
    }

    /// <summary>Expects a message that was accepted: later messages let it start first.</summary>
    public void Expect(TimeSpan now, Guid id) => _absent.Expect(now, id);

    /// <summary>Removes a message that will not arrive.</summary>
    public void Forget(TimeSpan now, Guid id)
    {
        _absent.Forget(id);
        Serve(now);
    }

    /// <summary>
    /// Enters a message that arrived. Returns null once its request may start, or else the time of its reservation.
    /// </summary>
    public Task<TimeSpan?> Enter(TimeSpan now, Guid id, bool isLastAttempt, TimeSpan? expiresAt, int units)
    {
        var message = _absent.Arrive(id);
        _absent.ForgetLate(now);
        _absent.ExpectDue(now);
        var entered = Enter(now, id, message with { ExpiresAt = expiresAt }, isLastAttempt, units);
        // Messages that let this one start first may follow.
        Serve(now);
        return entered;
    }

    /// <summary>
    /// Ends a request. Call <see cref="Wake"/> before <see cref="Serve"/>: messages in line let woken messages start
    /// first.
    /// </summary>
    public void Leave(TimeSpan now, TimeSpan took, int units) => _permits.End(now, took, units);

    /// <summary>Ends a permit that no request was sent with.</summary>
    public void Waive(int units) => _permits.Waive(units);

    /// <summary>A request ended that was not throttled.</summary>
    public void OnNotThrottled() => _gate.OnNotThrottled();

    /// <summary>The gateway throttled a request: no message passes until the wait is over.</summary>
    public void OnThrottled(TimeSpan now, int closings, TimeSpan wait, Gateway gateway)
    {
        if (!_gate.IsOf(gateway) || !_gate.OnThrottled(now, closings, wait, gateway.Retry))
            return;
        foreach (var id in _line.All)
            Evict(now, id);
    }

    /// <summary>Returns the messages to wake, since there is room before their reservations.</summary>
    public IReadOnlyList<Guid> Wake(TimeSpan now)
    {
        _absent.ForgetLate(now);
        _absent.ExpectDue(now);
        return _isPaused ? [] : _wakeups.Wake(now);
    }

    /// <summary>Starts messages in line that may start, and reserves a time for those that waited too long.</summary>
    public void Serve(TimeSpan now)
    {
        _absent.ForgetLate(now);
        while (_line.TryPeek(out var id, out var entry) && _permits.CanStart(now) && !IsBehindExpected(now, id))
        {
            _line.Remove(id);
            _permits.Start(now);
            entry.SetResult(null);
        }

        _line.EvictOverdue(now, id => Evict(now, id));
    }

    /// <summary>
    /// When <see cref="Serve"/> must be called even if nothing else happens; null while the line is empty.
    /// </summary>
    public TimeSpan? ServeAt(TimeSpan now)
    {
        if (_line.OverdueAt is not { } at || _permits.Room <= 0)
            return _line.OverdueAt;

        var next = _permits.NextStart(now);
        if (next <= now)
            next = _absent.ExpectedUntil ?? now;
        return next < at ? next : at;
    }

    private Task<TimeSpan?> Enter(TimeSpan now, Guid id, AbsentMessage message, bool isLastAttempt, int units)
    {
        if (_isPaused)
            return Task.FromResult<TimeSpan?>(_reservations.MakePoll(now, id, message.ExpiresAt));

        var reservation = _gate.ReservationFor(now, message.Reservation, _permits.Interval, isLastAttempt);
        var isLater = !message.WasAsleep && _permits.IsOrdered(now) && _absent.HasAsleepBefore(id);
        if (reservation?.At > now || !_permits.CanTake(units) || isLater)
            return Task.FromResult<TimeSpan?>(_reservations.Make(now, id, reservation, message.ExpiresAt));

        var canStart = _permits.CanStart(now);
        if (canStart && !IsBehindExpected(now, id) && !_line.HasBefore(id))
        {
            _permits.Take(units);
            _permits.Start(now);
            return Started;
        }

        // Expected messages take the room first. The time at which the rate allows a start is known in advance.
        var before = _line.Count + _absent.ExpectedBefore(id);
        var isRoomLeft = canStart && before < _permits.Room;
        if ((!isRoomLeft && _line.Count >= _permits.MaxLine(now)) || _permits.NextStart(now, before + 1) > now)
            return Task.FromResult<TimeSpan?>(_reservations.Make(now, id, reservation, message.ExpiresAt));

        _permits.Take(units);
        return _line.Add(now, id, isLastAttempt, message.ExpiresAt, units).Task;
    }

    private void Evict(TimeSpan now, Guid id)
    {
        var entry = _line.Remove(id);
        _permits.Release(entry.Units);
        var reservation = _gate.ReservationFor(now, reserved: null, _permits.Interval, entry.IsLastAttempt);
        entry.SetResult(_reservations.Make(now, id, reservation, entry.ExpiresAt));
    }

    private bool IsBehindExpected(TimeSpan now, Guid id) => _permits.IsOrdered(now) && _absent.HasExpectedBefore(id);
}
