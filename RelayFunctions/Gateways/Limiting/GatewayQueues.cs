namespace RelayFunctions.Gateways.Limiting;

/// <summary>The queues of all gateways that messages were sent to recently, by the gateway's name.</summary>
internal sealed class GatewayQueues
{
    /// <summary>The number of activities that all gateways share. The others that host.json allows stay free.</summary>
    public const int Capacity = 900;

    /// <summary>How many of these are reserved for gateways that use none.</summary>
    public const int Reserve = 100;

    /// <summary>
    /// Idle queues are first looked for once there are this many, since requests can contain any number of names.
    /// </summary>
    private const int MinQueuesToDrop = 1000;

    private readonly Dictionary<string, TimedQueue> _queues = new(StringComparer.Ordinal);
    private readonly SharedCapacity _capacity = new(Capacity, Reserve);
    private readonly SharedCapacity _fallbackCapacity;
    private readonly SharedCapacity _memory;
    private readonly SharedCapacity _fallbackMemory;
    private readonly TimeProvider _time;
    private readonly Action<TimedQueue> _serve;
    private int _dropAt = MinQueuesToDrop;

    /// <param name="time">The clock of the queues' timers.</param>
    /// <param name="availableBytes">The memory that the runtime reports as available, in bytes.</param>
    /// <param name="serve">Serves a queue whose timer has fired.</param>
    public GatewayQueues(TimeProvider time, long availableBytes, Action<TimedQueue> serve)
    {
        (_time, _serve) = (time, serve);
        // Gateways that the catalogue lacks share one host, so together they may use no more than a single gateway.
        _fallbackCapacity = new SharedCapacity(GatewayLimits.MaxInFlight, reserve: 0, _capacity);
        _memory = AttemptMemory.Of(availableBytes);
        _fallbackMemory = AttemptMemory.OfFallbacks(availableBytes, _memory);
    }

    /// <summary>All queues.</summary>
    public IReadOnlyDictionary<string, TimedQueue> ByName => _queues;

    /// <summary>Returns a gateway's queue; null if there is none.</summary>
    public TimedQueue? Find(string gateway) => _queues.GetValueOrDefault(gateway);

    /// <summary>Returns a gateway's queue, with the limits of the gateway applied.</summary>
    public TimedQueue Of(Gateway gateway, TimeSpan now)
    {
        if (!_queues.TryGetValue(gateway.Name, out var entry) || IsOfOtherKind(entry, gateway, now))
        {
            entry?.Dispose();
            if (_queues.Count >= _dropAt)
                DropIdle(now);
            var queue = gateway.IsFallback
                ? new GatewayQueue(_fallbackCapacity, _fallbackMemory)
                : new GatewayQueue(_capacity, _memory);
            entry = new TimedQueue(queue, _time, _serve) { IsFallback = gateway.IsFallback };
            _queues[gateway.Name] = entry;
        }

        entry.Queue.Set(now, gateway);
        return entry;
    }

    // The catalogue has got or lost the name since. A queue in use keeps its part of what it shares until it is idle.
    private static bool IsOfOtherKind(TimedQueue entry, Gateway gateway, TimeSpan now) =>
        entry.IsFallback != gateway.IsFallback && entry.Queue.IsIdle(now);

    private void DropIdle(TimeSpan now)
    {
        foreach (var (name, entry) in _queues.Where(entry => entry.Value.Queue.IsIdle(now)).ToArray())
        {
            _queues.Remove(name);
            entry.Dispose();
        }

        // If most are in use, each new name would look at all of them in vain.
        _dropAt = Math.Max(MinQueuesToDrop, 2 * _queues.Count);
    }
}
