namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// Keeps the requests under way at each gateway within its bound. Who comes over the bound waits here if that takes a
/// moment, else gets a place in time to come back at, or is called before it: a gateway that hangs holds its bound of
/// activities and a tenth more. Where it has a rate, no more start within any second than that allows. Names that the
/// catalogue lacks stand on one host, and hold no more together than one gateway may be allowed.
/// </summary>
public sealed class GatewayLimiter(TimeProvider time)
{
    /// <summary>With so many lanes the idle ones are dropped: unknown names can be any number.</summary>
    private const int ManyLanes = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TimedLane> _lanes = new(StringComparer.Ordinal);
    // A clock that is set does not move these times.
    private readonly long _start = time.GetTimestamp();
    private int _fallbacks;

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Asks to send one request.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="message">The id of the message.</param>
    /// <param name="hasPlace">Whether the place that an earlier call reserved has come.</param>
    public async Task<Admission> EnterAsync(Gateway gateway, Guid message, bool hasPlace)
    {
        Task? turn;
        TimedLane entry;
        lock (_lock)
        {
            entry = LaneOf(gateway);
            var now = Now;
            turn = IsShut(gateway) ? null : entry.Lane.Enter(now, message, hasPlace);
            SetWake(entry, now);
            if (turn is null)
                return Admission.Later(time.GetUtcNow() + (entry.Lane.Reserve(now, message) - now));

            _fallbacks += gateway.IsFallback ? 1 : 0;
        }

        await turn;
        var enteredAt = Now;
        return Admission.Granted(() =>
        {
            lock (_lock)
            {
                _fallbacks -= gateway.IsFallback ? 1 : 0;
                var now = Now;
                entry.Lane.Leave(now, now - enteredAt);
                SetWake(entry, now);
            }
        });
    }

    /// <summary>The messages to be called back, whose places are far while the gateway has room; each is named once.</summary>
    public IReadOnlyList<Guid> Call(Gateway gateway)
    {
        lock (_lock)
            return IsShut(gateway) ? [] : LaneOf(gateway).Lane.Call(Now);
    }

    private bool IsShut(Gateway gateway) => gateway.IsFallback && _fallbacks >= GatewayLimits.MostInFlight;

    private TimedLane LaneOf(Gateway gateway)
    {
        if (!_lanes.TryGetValue(gateway.Name, out var entry))
        {
            if (_lanes.Count >= ManyLanes)
                DropIdle();
            entry = new TimedLane(time, Wake);
            _lanes.Add(gateway.Name, entry);
        }

        entry.Lane.Bound = gateway.Limits.InFlight;
        entry.Lane.PerSecond = gateway.Limits.PerSecond;
        entry.Lane.Longest = gateway.Timeout;
        return entry;
    }

    // For a lane that was dropped, too: it is idle, so that nothing is served.
    private void Wake(TimedLane entry)
    {
        lock (_lock)
        {
            var now = Now;
            entry.Lane.Serve(now);
            SetWake(entry, now);
        }
    }

    // Timers count in whole milliseconds, and one that is too early would have to be set again.
    private static void SetWake(TimedLane entry, TimeSpan now)
    {
        if (entry.Lane.ServesAt(now) is { } at)
            entry.Timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling((at - now).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private void DropIdle()
    {
        foreach (var (name, entry) in _lanes.Where(entry => entry.Value.Lane.IsIdle).ToArray())
        {
            _lanes.Remove(name);
            entry.Timer.Dispose();
        }
    }

    private sealed class TimedLane
    {
        public TimedLane(TimeProvider time, Action<TimedLane> wake) =>
            Timer = time.CreateTimer(_ => wake(this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public GatewayLane Lane { get; } = new();

        public ITimer Timer { get; }
    }
}
