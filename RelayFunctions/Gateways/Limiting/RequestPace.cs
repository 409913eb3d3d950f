namespace RelayFunctions.Gateways.Limiting;

/// <summary>How long a gateway takes for a request: what it has shown so far, or what has to be feared of it.</summary>
internal sealed class RequestPace
{
    /// <summary>How much the latest request counts in the usual duration.</summary>
    private const double LatestShare = 0.2;

    /// <summary>A guess, while nothing speaks for less or more.</summary>
    private static readonly TimeSpan Guess = TimeSpan.FromSeconds(1);

    /// <summary>A gateway with its hands full that has ended nothing for this time, or for twice the usual one, hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private TimeSpan? _usual;
    private TimeSpan _lastMove;

    /// <summary>A request has begun.</summary>
    public void Begin(TimeSpan now) => _lastMove = now;

    /// <summary>A request has ended.</summary>
    public void End(TimeSpan now, TimeSpan took)
    {
        _lastMove = now;
        _usual = _usual is { } usual ? usual + ((took - usual) * LatestShare) : took;
    }

    /// <summary>How long a request will take, as far as can be seen.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="isFull">Whether as many requests are under way as may be.</param>
    /// <param name="longest">The longest that one can take.</param>
    public TimeSpan Likely(TimeSpan now, bool isFull, TimeSpan longest)
    {
        var still = now - _lastMove;
        var hangs = isFull && still > Patience && !(still <= 2 * _usual);
        var usual = _usual ?? Guess;
        return hangs || usual > longest ? longest : usual;
    }

    /// <summary>
    /// How long a request may take: the longest where nothing has ever ended. Too early a place costs its message another
    /// wait, while who was given too late a one is called.
    /// </summary>
    public TimeSpan Feared(TimeSpan now, bool isFull, TimeSpan longest) =>
        isFull && _usual is null ? longest : Likely(now, isFull, longest);
}
