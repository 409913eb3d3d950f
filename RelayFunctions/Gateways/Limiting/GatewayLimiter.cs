namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// Keeps the requests under way at each gateway within its bound. Who comes over the bound waits here if that takes a
/// moment, else gets a place in time to come back at: a gateway that hangs holds twice its bound of activities at most.
/// </summary>
public sealed class GatewayLimiter(TimeProvider time)
{
    /// <summary>With so many lanes the idle ones are dropped: unknown names can be any number.</summary>
    private const int ManyLanes = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, GatewayLane> _lanes = new(StringComparer.Ordinal);

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
            turn = lane.Enter(time.GetUtcNow(), hasPlace);
            if (turn is null)
                return Admission.Later(lane.Reserve(time.GetUtcNow()));
        }

        await turn;
        var enteredAt = time.GetTimestamp();
        return Admission.Granted(() =>
        {
            lock (_lock)
                lane.Leave(time.GetUtcNow(), time.GetElapsedTime(enteredAt));
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
