namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// A rate limit with a log of starts: within any window of the time that <c>burst</c> requests take at the rate, at
/// most <c>burst</c> requests start. The limiters of System.Threading.RateLimiting can't run on a test's clock, and
/// allow twice the burst around a window's edge.
/// </summary>
internal sealed class RequestRate
{
    private readonly Queue<TimeSpan> _starts = new();
    private GatewayLimits? _limits;
    private int _burst;
    private TimeSpan? _window;

    /// <summary>The time between two starts that are spread evenly; zero if there is no limit.</summary>
    public TimeSpan Interval => _window is { } window ? window / _burst : TimeSpan.Zero;

    public bool IsLimited => _window is not null;

    /// <summary>The time for which a start counts; zero if there is no limit.</summary>
    public TimeSpan Window => _window ?? TimeSpan.Zero;

    /// <summary>Applies the limits of a catalogue. Requests that started before there was a rate are ignored.</summary>
    public void Set(GatewayLimits limits)
    {
        if (ReferenceEquals(limits, _limits))
            return;

        _limits = limits;
        _burst = limits.BurstOrDefault;
        _window = limits.Window;
        if (_window is null)
            _starts.Clear();
    }

    /// <summary>When the nth request from now may start, if each before it starts as soon as it may.</summary>
    public TimeSpan NextStart(TimeSpan now, int nth = 1)
    {
        if (_window is not { } window)
            return now;

        ForgetOld(now, window);
        // After the rate was lowered, there can be more recent starts than the burst allows.
        var skipped = Math.Max(0, _starts.Count - _burst);
        var over = nth - 1 - (_burst - _starts.Count);
        if (over < 0)
            return now;
        if (over < _starts.Count)
            return _starts.ElementAt(over) + window;

        var (windows, index) = Math.DivRem(over - skipped, _burst);
        return (index + skipped < _starts.Count ? _starts.ElementAt(index + skipped) : now) + (window * (1 + windows));
    }

    /// <summary>Whether a start is within the window.</summary>
    public bool HasStarts(TimeSpan now)
    {
        if (_window is { } window)
            ForgetOld(now, window);
        return _starts.Count > 0;
    }

    public void OnStarted(TimeSpan now)
    {
        if (_window is not null)
            _starts.Enqueue(now);
    }

    /// <summary>Takes the last start back: nothing was sent.</summary>
    public void ForgetLast()
    {
        for (var kept = _starts.Count - 1; kept > 0; kept--)
            _starts.Enqueue(_starts.Dequeue());
        _starts.TryDequeue(out _);
    }

    private void ForgetOld(TimeSpan now, TimeSpan window)
    {
        while (_starts.TryPeek(out var first) && first + window <= now)
            _starts.Dequeue();
    }
}
