namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// Keeps the requests under way at each gateway within its bound. Who comes over the bound waits here if that takes a
/// moment, else gets a place in time to come back at: a gateway that hangs holds its bound of activities and a tenth
/// more. Names that the catalogue lacks stand on one host, and hold no more together than one gateway may be allowed.
/// </summary>
public sealed class GatewayLimiter(TimeProvider time)
{
    /// <summary>With so many lanes the idle ones are dropped: unknown names can be any number.</summary>
    private const int ManyLanes = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, GatewayLane> _lanes = new(StringComparer.Ordinal);
    private int _fallbacks;

    /// <summary>Asks to send one request.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="hasPlace">Whether the place that an earlier call reserved has come.</param>
    public async Task<Admission> EnterAsync(Gateway gateway, bool hasPlace)
    {
        Task? turn;
        GatewayLane lane;
        lock (_lock)
        {
            lane = LaneOf(gateway.Name);
            lane.Bound = gateway.Limits.InFlight;
            lane.Longest = gateway.Timeout;
            var isFull = gateway.IsFallback && _fallbacks >= GatewayLimits.MostInFlight;
            turn = isFull ? null : lane.Enter(time.GetUtcNow(), hasPlace);
            if (turn is null)
                return Admission.Later(lane.Reserve(time.GetUtcNow()));

            _fallbacks += gateway.IsFallback ? 1 : 0;
        }

        await turn;
        var enteredAt = time.GetTimestamp();
        return Admission.Granted(() =>
        {
            lock (_lock)
            {
                _fallbacks -= gateway.IsFallback ? 1 : 0;
                lane.Leave(time.GetUtcNow(), time.GetElapsedTime(enteredAt));
            }
        });
    }

    private GatewayLane LaneOf(string name)
    {
        if (_lanes.TryGetValue(name, out var lane))
            return lane;

        if (_lanes.Count >= ManyLanes)
        {
            foreach (var idle in _lanes.Where(entry => entry.Value.IsIdle).Select(entry => entry.Key).ToArray())
                _lanes.Remove(idle);
        }

        return _lanes[name] = new GatewayLane();
    }
}
