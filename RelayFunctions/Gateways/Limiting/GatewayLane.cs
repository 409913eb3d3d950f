namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The requests to one gateway: those under way, a short line behind them, and the places in time given to the rest. A
/// place is a promise that holds without this process; who can be served before it is called. Times are counted from
/// whatever its owner counts from, who calls it from one thread at a time.
/// </summary>
internal sealed class GatewayLane
{
    /// <summary>A line is no longer than what is served in this time; one place in time costs more than that.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>The nearest place: with the message's way here and back, a nearer one is none.</summary>
    private static readonly TimeSpan NearestPlace = TimeSpan.FromMilliseconds(250);

    /// <summary>The farthest place. After a restart nobody is called: no message is to wait for longer then.</summary>
    private static readonly TimeSpan FarthestPlace = TimeSpan.FromHours(1);

    /// <summary>Places stand a little further apart than needed, so that who comes back finds room.</summary>
    private const double Slack = 1.2;

    /// <summary>
    /// The line's share of the bound. Who waits in it holds an activity of the host's: behind a gateway that hangs there
    /// should be few.
    /// </summary>
    private const int LineShare = 10;

    /// <summary>So many are called at once at most, as the calls stand in the history of the delivery that makes the room.</summary>
    private const int MostCalls = 10;

    private readonly RequestPace _pace = new();
    private readonly StartMeter _starts = new();
    private readonly WaitingList _waiting = new();
    private readonly Queue<TaskCompletionSource> _line = new();
    private int _underWay;
    private TimeSpan _assumed;
    private TimeSpan _lastPlace;

    /// <summary>How many requests may be under way.</summary>
    public int Bound { get; set; }

    /// <summary>The longest that one can take.</summary>
    public TimeSpan Longest { get; set; }

    /// <summary>How many may start a second; null for any number.</summary>
    public double? PerSecond
    {
        get => _starts.PerSecond;
        set => _starts.PerSecond = value;
    }

    public bool IsIdle => _underWay == 0 && _line.Count == 0;

    private int LongestLine => Math.Max(1, (int)Math.Min(Bound / LineShare, PerSecond ?? Bound));

    /// <summary>A task that ends when the request may be sent; null if that is too far away.</summary>
    public Task? Enter(TimeSpan now, Guid message, bool hasPlace)
    {
        _waiting.Arrived(message, now);
        // The bounds may have been raised.
        Serve(now);
        // Room is rare at a gateway that is slow or has a rate: it's for those who came before.
        var isSlow = IsSlow(now);
        var isBehind = (isSlow || PerSecond is not null) && !hasPlace && _waiting.Count > 0;
        var kept = isSlow && !hasPlace ? _waiting.Coming : 0;
        if (_line.Count == 0 && Room(now) > kept && !isBehind)
        {
            Begin(now);
            return Task.CompletedTask;
        }

        var isShort = !isBehind
            && (_line.Count + 1) * Expected(now) <= Bound * Moment
            && _starts.Opens(now, _line.Count + 1) <= now + Moment;
        if (_line.Count >= LongestLine || !(hasPlace || isShort))
            return null;

        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _line.Enqueue(turn);
        return turn.Task;
    }

    /// <summary>Gives a message a place in time, behind all others.</summary>
    public TimeSpan Reserve(TimeSpan now, Guid message)
    {
        _assumed = _pace.Feared(now, _underWay >= Bound, Longest);
        var lineServed = _underWay < Bound ? now : now + (_assumed * (1 + ((double)_line.Count / Bound)));
        var first = Later(Later(now + NearestPlace, lineServed), _starts.Opens(now, _line.Count + 1));
        var next = Later(_lastPlace + Apart(_assumed), first);
        var farthest = now + FarthestPlace;
        _lastPlace = next < farthest ? next : farthest;
        _waiting.Add(message, _lastPlace);
        return _lastPlace;
    }

    /// <summary>A request has ended: the next in line may go.</summary>
    public void Leave(TimeSpan now, TimeSpan took)
    {
        _underWay--;
        _pace.End(now, took);
        var usual = Expected(now);
        if (usual < _assumed / 2)
        {
            // The places were given for a far slower gateway: those who wait will be called long before.
            _assumed = usual;
            var served = now + (Apart(usual) * (_waiting.Count + _waiting.Coming + _line.Count));
            _lastPlace = _lastPlace < served ? _lastPlace : served;
        }

        Serve(now);
    }

    /// <summary>
    /// The messages to be called, as there is room for them before their places. A fast gateway would have its hands
    /// empty while they are on their way: it gets as many more as may stand in line.
    /// </summary>
    public IReadOnlyList<Guid> Call(TimeSpan now)
    {
        _waiting.Refresh(now);
        var ahead = _line.Count + _waiting.Coming;
        var wanted = Room(now) + (IsSlow(now) ? 0 : LongestLine) - ahead;
        return _waiting.Fetch(Math.Min(wanted, MostCalls), now, _starts.Opens(now, ahead + 1));
    }

    /// <summary>Lets those in line go for whom there is room.</summary>
    public void Serve(TimeSpan now)
    {
        while (_line.Count > 0 && Room(now) > 0)
        {
            Begin(now);
            _line.Dequeue().SetResult();
        }
    }

    /// <summary>When the rate lets the next in line go, though no request ends; null where it's not the rate that stops it.</summary>
    public TimeSpan? ServesAt(TimeSpan now) => _line.Count > 0 && _underWay < Bound ? _starts.Opens(now, 1) : null;

    private void Begin(TimeSpan now)
    {
        _underWay++;
        _pace.Begin(now);
        _starts.Start(now);
    }

    private int Room(TimeSpan now) => Math.Min(Bound - _underWay, _starts.Room(now));

    private TimeSpan Apart(TimeSpan requestTakes) => Later(requestTakes * Slack / Bound, _starts.Interval);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan Expected(TimeSpan now) => _pace.Likely(now, _underWay >= Bound, Longest);

    private bool IsSlow(TimeSpan now) => Expected(now) >= Moment;
}
