namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// Meters the starts of requests: of a whole number a second so many within any second, together or apart; of a fraction
/// evenly, so that 2.5 a second is one every 400 ms. What started before it had a rate does not count.
/// </summary>
internal sealed class StartMeter
{
    private readonly Queue<TimeSpan> _starts = new();
    private double? _perSecond;
    private int _most;
    private TimeSpan _window;

    /// <summary>How many may start a second; null for any number.</summary>
    public double? PerSecond
    {
        get => _perSecond;
        set
        {
            _perSecond = value;
            if (value is not { } rate)
            {
                _starts.Clear();
                return;
            }

            _most = double.IsInteger(rate) ? (int)rate : 1;
            _window = TimeSpan.FromTicks((long)Math.Ceiling(_most / rate * TimeSpan.TicksPerSecond));
        }
    }

    /// <summary>From one start to the next where they are spread evenly.</summary>
    public TimeSpan Interval => _perSecond is null ? TimeSpan.Zero : _window / _most;

    /// <summary>How many may start now; less than none where a rate was lowered.</summary>
    public int Room(TimeSpan now)
    {
        if (_perSecond is null)
            return int.MaxValue;

        while (_starts.TryPeek(out var first) && first + _window <= now)
            _starts.Dequeue();
        return _most - _starts.Count;
    }

    /// <summary>When the next one may start (1), or the one after that (2), and so on, if each starts as soon as it may.</summary>
    public TimeSpan Opens(TimeSpan now, int nth)
    {
        var room = Room(now);
        if (nth <= room)
            return now;

        var before = nth - room - 1;
        return _window + (before < _starts.Count ? _starts.ElementAt(before) : Opens(now, before - _starts.Count + 1));
    }

    /// <summary>A request starts.</summary>
    public void Start(TimeSpan now)
    {
        if (_perSecond is not null)
            _starts.Enqueue(now);
    }
}
