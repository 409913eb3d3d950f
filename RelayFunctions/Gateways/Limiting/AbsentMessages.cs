namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The messages for one gateway that have not arrived at the limiter. They are expected soon, since they were accepted
/// or woken or their reservation is due, or they sleep until their reservation.
/// </summary>
internal sealed class AbsentMessages
{
    /// <summary>
    /// How long an accepted or woken message holds back the later ones until it arrives. It may have been cancelled, or
    /// arrive at another process.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The maximum number of sleeping messages that are known (about 80 bytes each). Further ones are never woken.
    /// </summary>
    private const int MaxAsleep = 100_000;

    /// <summary>How often expired messages are removed, since that reads all that sleep.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly OrderedMessages<AbsentMessage> _expected = new();
    private readonly OrderedMessages<AbsentMessage> _asleep = new();
    private TimeSpan _nextExpiry = TimeSpan.MaxValue;
    private TimeSpan _nextSweep;

    /// <summary>Expects a message that was accepted.</summary>
    public void Expect(TimeSpan now, Guid id) => _expected.Add(id, new AbsentMessage(now + Grace));

    /// <summary>Removes a message that will not arrive.</summary>
    public void Forget(Guid id) => _ = _expected.Remove(id, out _) || _asleep.Remove(id, out _);

    /// <summary>
    /// Removes a message that has arrived, and returns its state; the default if it is not known.
    /// </summary>
    public AbsentMessage Arrive(Guid id)
    {
        if (!_asleep.Remove(id, out var message))
            _expected.Remove(id, out message);
        return message;
    }

    /// <summary>Whether no message is known.</summary>
    public bool IsEmpty => _expected.Count == 0 && _asleep.Count == 0;

    /// <summary>Removes the messages that expired, and the expected messages that did not arrive in time.</summary>
    public void ForgetLate(TimeSpan now)
    {
        while (_expected.TryPeek(out var id, out var message) && message.Until <= now)
            _expected.Remove(id, out _);
        if (now >= _nextExpiry && now >= _nextSweep)
            ForgetExpired(now);
    }

    /// <summary>Expects the messages whose reservations are due: they arrive without being woken.</summary>
    public void ExpectDue(TimeSpan now)
    {
        while (_asleep.TryPeek(out var id, out var message) && message.Until <= now)
        {
            _asleep.Remove(id, out _);
            _expected.Add(id, message with { Until = now + WaitingLine.MaxStay });
        }
    }

    public bool HasExpectedBefore(Guid id) => _expected.TryPeek(out var first, out _) && first < id;

    public int ExpectedBefore(Guid id) => _expected.CountBefore(id);

    public bool HasAsleepBefore(Guid id) => _asleep.TryPeek(out var first, out _) && first < id;

    public int AsleepCount => _asleep.Count;

    public int AsleepBefore(Guid id) => _asleep.CountBefore(id);

    /// <summary>
    /// Until when the first of the expected messages holds back the others; null if none is expected.
    /// </summary>
    public TimeSpan? ExpectedUntil => _expected.TryPeek(out _, out var message) ? message.Until : null;

    public bool TryPeekAsleep(out Guid id, out AbsentMessage message) => _asleep.TryPeek(out id, out message);

    /// <summary>Records until when a message sleeps.</summary>
    public void Sleep(Guid id, AbsentMessage message)
    {
        if (_asleep.Count >= MaxAsleep)
            return;
        _asleep.Add(id, message);
        if (message.ExpiresAt < _nextExpiry)
            _nextExpiry = message.ExpiresAt.Value;
    }

    /// <summary>Expects a message that is woken before its reservation.</summary>
    public void Wake(TimeSpan now, Guid id)
    {
        _asleep.Remove(id, out var message);
        _expected.Add(id, message with { Until = now + Grace });
    }

    private void ForgetExpired(TimeSpan now)
    {
        (_nextExpiry, _nextSweep) = (TimeSpan.MaxValue, now + SweepInterval);
        foreach (var (id, message) in _asleep.All)
        {
            if (message.ExpiresAt <= now)
                _asleep.Remove(id, out _);
            else if (message.ExpiresAt < _nextExpiry)
                _nextExpiry = message.ExpiresAt.Value;
        }
    }
}
