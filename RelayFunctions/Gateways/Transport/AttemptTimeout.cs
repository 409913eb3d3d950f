namespace RelayFunctions.Gateways.Transport;

/// <summary>
/// Ends an attempt that takes too long. If the process stood still meanwhile (SIGSTOP, a paused container), the timer
/// is late, and responses that came in time have not been read yet: they get a second more.
/// </summary>
internal sealed class AttemptTimeout : IDisposable
{
    /// <summary>How late a timer may be on a busy machine.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan TimeToRead = TimeSpan.FromSeconds(1);

    // Never disposed of: the timer may fire at the moment of the disposal, and a source without a timer of its own
    // holds nothing.
    private readonly CancellationTokenSource _source = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly long _startedAt;
    private readonly ITimer _timer;
    private bool _isExtended;

    public AttemptTimeout(TimeSpan timeout, TimeProvider time)
    {
        (_time, _timeout, _startedAt) = (time, timeout, time.GetTimestamp());
        _timer = time.CreateTimer(_ => OnElapsed(), null, timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Is cancelled when the time is over.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose() => _timer.Dispose();

    private void OnElapsed()
    {
        if (_isExtended || _time.GetElapsedTime(_startedAt) <= _timeout + MaxDelay)
        {
            _source.Cancel();
            return;
        }

        _isExtended = true;
        _timer.Change(TimeToRead, Timeout.InfiniteTimeSpan);
    }
}
