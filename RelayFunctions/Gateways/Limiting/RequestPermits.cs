namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The permits of one gateway: how many requests may be under way, when its rate allows the next start, and when there
/// will be room for a message that must wait.
/// </summary>
/// <param name="capacity">The activities that all gateways share.</param>
/// <param name="memory">The memory that their messages share.</param>
internal sealed class RequestPermits(SharedCapacity capacity, SharedCapacity memory)
{
    /// <summary>The shortest time to a reservation, except those that a rate or the gate gives.</summary>
    public static readonly TimeSpan MinSleep = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The longest time to a reservation, or that of the rate if it is longer: after a restart no message is woken
    /// before its reservation, and the starts before the restart are not known.
    /// </summary>
    private static readonly TimeSpan MaxSleep = TimeSpan.FromHours(1);

    /// <summary>
    /// The time between two messages that come back for another reservation, so that many of them do not keep the store
    /// busy.
    /// </summary>
    private static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(50);

    /// <summary>Reservations are a little further apart than needed, so that a woken message finds room.</summary>
    private const double Slack = 1.2;

    /// <summary>
    /// A gateway that is slow, has a rate, or allows no more requests in flight keeps the order of acceptance strictly.
    /// At a fast gateway with many requests in flight, that would make all messages wait for those that were woken.
    /// </summary>
    private const int MaxOrdered = 10;

    private readonly RequestRate _rate = new();
    private readonly ResponseTime _response = new();
    private int _limit;
    private TimeSpan _timeout;
    private int _held;
    private int _heldUnits;

    /// <summary>The number of requests under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>Whether no message holds a part of the shared capacity, and no recent start limits the rate.</summary>
    public bool IsIdle(TimeSpan now) => _held == 0 && !_rate.HasStarts(now);

    /// <summary>How many more messages may hold a part of the shared capacity.</summary>
    public int AvailablePermits => _held == 0
        ? capacity.GetAvailable(0)
        : Math.Min(capacity.GetAvailable(_held), memory.GetAvailable(_heldUnits) / Math.Max(1, _heldUnits / _held));

    /// <summary>How many more requests the gateway's own limit allows.</summary>
    public int Room => _limit - InFlight;

    /// <summary>The time between two starts at the gateway's rate; zero if it has none.</summary>
    public TimeSpan Interval => _rate.Interval;

    private int Limit => Math.Clamp(_held + AvailablePermits, 1, _limit);

    /// <summary>Applies the limits of the current catalogue.</summary>
    public void Set(GatewayLimits limits, TimeSpan timeout)
    {
        _limit = limits.InFlight;
        _timeout = timeout;
        _rate.Set(limits);
    }

    /// <summary>
    /// Whether a message may take its units of memory. The first message of a gateway needs no share, only room.
    /// </summary>
    public bool CanTake(int units) => AvailablePermits > 0
        && (_held == 0 ? memory.HasRoomFor(units) : units <= memory.GetAvailable(_heldUnits));

    /// <summary>Takes a part of what is shared, for a message in line or a request under way.</summary>
    public void Take(int units)
    {
        _held++;
        capacity.Take();
        _heldUnits += units;
        memory.Take(units);
    }

    /// <summary>Returns the part that <see cref="Take"/> took.</summary>
    public void Release(int units)
    {
        _held--;
        capacity.Release();
        _heldUnits -= units;
        memory.Release(units);
    }

    public bool CanStart(TimeSpan now) => Room > 0 && _rate.NextStart(now) <= now;

    /// <summary>Starts a request of a message that holds its part of the shared capacity.</summary>
    public void Start(TimeSpan now)
    {
        InFlight++;
        _response.OnStarted(now);
        _rate.OnStarted(now);
    }

    public void End(TimeSpan now, TimeSpan took, int units)
    {
        InFlight--;
        Release(units);
        _response.OnEnded(now, took);
    }

    /// <summary>Ends a request that was not sent: it counts neither for the rate nor for the response time.</summary>
    public void Waive(int units)
    {
        InFlight--;
        Release(units);
        _rate.ForgetLast();
    }

    /// <inheritdoc cref="RequestRate.NextStart"/>
    public TimeSpan NextStart(TimeSpan now, int nth = 1) => _rate.NextStart(now, nth);

    /// <summary>Whether no message passes those that were accepted before it.</summary>
    public bool IsOrdered(TimeSpan now) => _rate.IsLimited || _limit <= MaxOrdered || MaxLine(now) == 0;

    /// <summary>The maximum length of the line: what can start within the time that a message may wait in it.</summary>
    public int MaxLine(TimeSpan now) => Limit * (int)Math.Min(WaitingLine.MaxStay / TimeOfRequest(now), 1000);

    /// <summary>When there will be room for a message.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="asleep">How many messages before it are asleep.</param>
    /// <param name="present">How many messages before it are in line or expected soon.</param>
    public TimeSpan NextRoom(TimeSpan now, int asleep, int present)
    {
        var takes = TimeOfRequest(now);
        // A gateway can be full below its own limit, if it has used its share of the capacity.
        var first = Room > 0 && (InFlight < Limit || takes < MinSleep) ? MinSleep : takes;
        var room = now + first + (takes / Limit * asleep);
        var start = _rate.NextStart(now, present + asleep + 1);
        var isRated = Room > 0 && _rate.NextStart(now) > now;
        var at = isRated || start > room ? start : room;
        var latest = now + (_rate.Window > MaxSleep ? _rate.Window : MaxSleep) + (Spread * asleep);
        return at < latest ? at : latest;
    }

    private TimeSpan TimeOfRequest(TimeSpan now) => _response.Expect(now, InFlight >= Limit, _timeout) * Slack;
}
