namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Signals when the earliest timer of the file is due. It keeps only that time: the file's due-index is the queue, so
/// that a pending timer costs no memory.
/// </summary>
internal sealed class TimerPump : IDisposable
{
    // The wait is split into pieces, so that a timer is at most this late after the clock is set forward.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Func<bool> _fire;
    private readonly ITimer _timer;
    private long? _firstDue;
    private bool _isRunning;
    private bool _isFiring;
    private bool _isResting;
    private bool _isThrottled;

    /// <param name="time">The clock.</param>
    /// <param name="fire">
    /// Fires a page of due timers, after which <see cref="OnFired"/> or <see cref="OnFireFailed"/> is called. Returns
    /// false if memory has no room for their work; then <see cref="ResumeFiring"/> is called once it has.
    /// </param>
    public TimerPump(TimeProvider time, Func<bool> fire)
    {
        (_time, _fire) = (time, fire);
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public DateTimeOffset? FirstDue
    {
        get
        {
            lock (_lock)
                return _firstDue is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        }
    }

    public void Start()
    {
        lock (_lock)
            _isRunning = true;
        Wake();
    }

    public void Stop()
    {
        lock (_lock)
            _isRunning = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Updates the earliest due time after a commit, in UTC ticks.</summary>
    public void Publish(long? firstDue)
    {
        lock (_lock)
        {
            if (_firstDue == firstDue)
                return;
            _firstDue = firstDue;
        }

        Advance();
    }

    /// <summary>Continues after a page of timers was fired.</summary>
    public void OnFired()
    {
        lock (_lock)
            _isFiring = false;
        Advance();
    }

    /// <summary>Retries after a pause, since the page could not be written.</summary>
    public void OnFireFailed(TimeSpan pause)
    {
        lock (_lock)
            (_isFiring, _isResting) = (false, true);
        _timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Continues to fire timers that were delayed for lack of room.</summary>
    public void ResumeFiring()
    {
        if (Volatile.Read(ref _isThrottled))
            Advance();
    }

    /// <summary>Fires the due timers, or arms for the next one; true if none is due.</summary>
    public bool Advance()
    {
        lock (_lock)
        {
            if (!_isRunning || _firstDue is not { } due)
                return true;

            var wait = TimeSpan.FromTicks(due - _time.GetUtcNow().Ticks);
            if (wait > TimeSpan.Zero)
            {
                _timer.Change(Piece(wait), Timeout.InfiniteTimeSpan);
                // A virtual clock may have moved between the reading and the arming.
                if (_time.GetUtcNow().Ticks < due)
                    return true;
            }

            if (!_isFiring && !_isResting)
            {
                // Set before the check for room, so that a thread that frees room after the check sees it.
                Interlocked.Exchange(ref _isThrottled, true);
                _isFiring = _fire();
                _isThrottled = !_isFiring;
            }

            return false;
        }
    }

    private void Wake()
    {
        lock (_lock)
            _isResting = false;
        Advance();
    }

    public void Dispose() => _timer.Dispose();

    // Timers count whole milliseconds and round down, and a timer must not be early.
    private static TimeSpan Piece(TimeSpan wait) =>
        wait >= MaxWait ? MaxWait : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
