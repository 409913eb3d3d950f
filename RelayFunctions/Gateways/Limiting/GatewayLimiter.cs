namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// Keeps the requests under way at each gateway within its bound. Who comes over the bound waits here if that takes a
/// moment, else gets a place in time to come back at, or is called before it: a gateway that hangs holds its bound of
/// activities and a tenth more. Names that the catalogue lacks stand on one host, and hold no more together than one
/// gateway may be allowed.
/// </summary>
public sealed class GatewayLimiter(TimeProvider time)
{
    /// <summary>With so many lanes the idle ones are dropped: unknown names can be any number.</summary>
    private const int ManyLanes = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, GatewayLane> _lanes = new(StringComparer.Ordinal);
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
        GatewayLane lane;
        lock (_lock)
        {
            lane = LaneOf(gateway);
            var now = Now;
            turn = IsShut(gateway) ? null : lane.Enter(now, message, hasPlace);
            if (turn is null)
                return Admission.Later(time.GetUtcNow() + (lane.Reserve(now, message) - now));

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
                lane.Leave(now, now - enteredAt);
            }
        });
    }

    /// <summary>The messages to be called back, whose places are far while the gateway has room; each is named once.</summary>
    public IReadOnlyList<Guid> Call(Gateway gateway)
    {
        lock (_lock)
            return IsShut(gateway) ? [] : LaneOf(gateway).Call(Now);
    }

    private bool IsShut(Gateway gateway) => gateway.IsFallback && _fallbacks >= GatewayLimits.MostInFlight;

    private GatewayLane LaneOf(Gateway gateway)
    {
        if (!_lanes.TryGetValue(gateway.Name, out var lane))
        {
            if (_lanes.Count >= ManyLanes)
                DropIdle();
            lane = _lanes[gateway.Name] = new GatewayLane();
        }

        lane.Bound = gateway.Limits.InFlight;
        lane.Longest = gateway.Timeout;
        return lane;
    }

    private void DropIdle()
    {
        foreach (var idle in _lanes.Where(entry => entry.Value.IsIdle).Select(entry => entry.Key).ToArray())
            _lanes.Remove(idle);
    }
}
