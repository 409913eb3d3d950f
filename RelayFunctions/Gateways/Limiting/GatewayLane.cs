namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The requests to one gateway: those under way, a short line behind them, and the places in time given to the rest.
/// Its owner calls it from one thread at a time.
/// </summary>
internal sealed class GatewayLane
{
    /// <summary>A line is no longer than what is served in this time; one place in time costs more than that.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Places stand a little further apart than needed, so that who comes back finds room.</summary>
    private const double Slack = 1.2;

    /// <summary>
    /// The line's share of the bound. Who waits in it holds an activity of the host's: behind a gateway that hangs there
    /// should be few.
    /// </summary>
    private const int LineShare = 10;

    /// <summary>How much the latest request counts in the usual duration.</summary>
    private const double LatestShare = 0.2;

    private readonly Queue<TaskCompletionSource> _line = new();
    private int _underWay;
    private TimeSpan _usual = Moment;
    private TimeSpan _assumed = Moment;
    private DateTimeOffset _lastMove;
    private DateTimeOffset _lastPlace;

    /// <summary>How many requests may be under way.</summary>
    public int Bound { get; set; }

    /// <summary>The longest that one can take.</summary>
    public TimeSpan Longest { get; set; }

    public bool IsIdle => _underWay == 0 && _line.Count == 0;

    /// <summary>A task that ends when the request may be sent; null if that is too far away.</summary>
    public Task? Enter(DateTimeOffset now, bool hasPlace)
    {
        // The bound may have been raised.
        Serve(now);
        if (_underWay < Bound && _line.Count == 0)
        {
            Move(now, +1);
            return Task.CompletedTask;
        }

        var isShort = (_line.Count + 1) * Expected(now) <= Bound * Moment;
        if (_line.Count >= Math.Max(1, Bound / LineShare) || !(hasPlace || isShort))
            return null;

        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _line.Enqueue(turn);
        return turn.Task;
    }

    /// <summary>A place in time, behind all others.</summary>
    public DateTimeOffset Reserve(DateTimeOffset now)
    {
        _assumed = Expected(now);
        var lineServed = now + (_assumed * (1 + ((double)_line.Count / Bound)));
        _lastPlace = (_lastPlace > lineServed ? _lastPlace : lineServed) + (_assumed * Slack / Bound);
        return _lastPlace;
    }

    /// <summary>A request has ended: the next in line may go.</summary>
    public void Leave(DateTimeOffset now, TimeSpan took)
    {
        Move(now, -1);
        _usual += (took - _usual) * LatestShare;
        // Places that were given for a far slower gateway leave room between them.
        if (_usual < _assumed / 2)
        {
            _assumed = _usual;
            _lastPlace = now;
        }

        Serve(now);
    }

    private void Serve(DateTimeOffset now)
    {
        while (_underWay < Bound && _line.TryDequeue(out var next))
        {
            Move(now, +1);
            next.SetResult();
        }
    }

    // A gateway that hangs has taught nothing yet, except by not moving.
    private TimeSpan Expected(DateTimeOffset now)
    {
        var still = _underWay >= Bound ? now - _lastMove : TimeSpan.Zero;
        var expected = still > _usual ? still : _usual;
        return expected < Longest ? expected : Longest;
    }

    private void Move(DateTimeOffset now, int change)
    {
        _underWay += change;
        _lastMove = now;
    }
}
