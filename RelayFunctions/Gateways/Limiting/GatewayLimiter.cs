namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// Lets requests start within their gateway's limits, in the order in which messages were accepted, and closes a
/// gateway that throttles (429: "not now"). A message that can't start within a second gets a reservation in time.
/// docs/decisions/0030-limiter.md has the reasons.
/// </summary>
public sealed class GatewayLimiter
{
    private readonly TimeProvider _time;
    // Times are counted from here by the monotonic clock, which can't be set.
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly GatewayQueues _queues;
    private GatewayCatalogue? _catalogue;

    /// <summary>Called by dependency injection.</summary>
    public GatewayLimiter(TimeProvider time)
        : this(time, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
    {
    }

    /// <param name="time">The clock.</param>
    /// <param name="availableBytes">The memory that the runtime reports as available, in bytes.</param>
    internal GatewayLimiter(TimeProvider time, long availableBytes)
    {
        _time = time;
        _start = time.GetTimestamp();
        _queues = new GatewayQueues(time, availableBytes, Serve);
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>
    /// Expects a message that is about to be accepted: messages that are accepted after it let it start first.
    /// </summary>
    public void Expect(Gateway gateway, Guid message)
    {
        lock (_lock)
            _queues.Of(gateway, Now).Queue.Expect(Now, message);
    }

    /// <summary>Removes a message that is expected or waits for its reservation, and will not arrive.</summary>
    /// <param name="gateway">The name of its gateway.</param>
    /// <param name="message">Its id.</param>
    public void Forget(string gateway, Guid message)
    {
        lock (_lock)
        {
            _queues.Find(gateway)?.Queue.Forget(Now, message);
        }
    }

    /// <summary>Requests a permit to send one request. Waits at most a second for it.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="message">The id of the message.</param>
    /// <param name="isLastAttempt">
    /// Whether the message fails permanently if this request is throttled. Then it keeps a distance from the request
    /// before it.
    /// </param>
    /// <param name="expiresAt">After this time the message does not arrive; null for no end.</param>
    /// <param name="units">The units of memory that the attempt takes, by <see cref="AttemptMemory"/>.</param>
    public async Task<LimiterDecision> EnterAsync(
        Gateway gateway, Guid message, bool isLastAttempt = false, DateTimeOffset? expiresAt = null, int units = 0)
    {
        TimedQueue entry;
        Task<TimeSpan?> entering;
        int closings;
        IReadOnlyList<Guid> woken = [];
        lock (_lock)
        {
            var now = Now;
            entry = _queues.Of(gateway, now);
            entering = entry.Queue.Enter(now, message, isLastAttempt, now + (expiresAt - _time.GetUtcNow()), units);
            // A message that is in line when the gate closes does not start.
            closings = entry.Queue.Closings;
            if (entering is { IsCompleted: true, Result: not null })
                woken = entry.Queue.Wake(now);
            entry.SetTimer(now);
        }

        if (await entering is { } retryAt)
            return new GatewayWait(_time.GetUtcNow() + (retryAt - Now), woken);

        var startedAt = Now;
        return new GatewayPermit(permit => Leave(entry, gateway, startedAt, closings, units, permit));
    }

    /// <summary>
    /// Applies a changed catalogue to the gateways that messages wait for, and returns the messages that can start
    /// earlier. Otherwise only the next message to a gateway would bring the change to those that wait.
    /// </summary>
    public IReadOnlyList<Guid> Apply(GatewayCatalogue catalogue)
    {
        lock (_lock)
        {
            if (ReferenceEquals(catalogue, _catalogue))
                return [];

            _catalogue = catalogue;
            var (now, woken) = (Now, new List<Guid>());
            foreach (var (name, entry) in _queues.ByName)
            {
                if (catalogue.Find(name) is not { IsFallback: false } gateway)
                    continue;

                entry.Queue.Set(now, gateway);
                woken.AddRange(entry.Queue.Wake(now));
                entry.Queue.Serve(now);
                entry.SetTimer(now);
            }

            return woken;
        }
    }

    /// <summary>Returns the current load of the gateways, by name; idle gateways may be missing.</summary>
    public IReadOnlyDictionary<string, GatewayLoad> Loads()
    {
        lock (_lock)
        {
            var (now, utcNow) = (Now, _time.GetUtcNow());
            return _queues.ByName.ToDictionary(
                entry => entry.Key,
                entry => new GatewayLoad(entry.Value.Queue.InFlight, utcNow + (entry.Value.Queue.OpensAt(now) - now)),
                StringComparer.Ordinal);
        }
    }

    private IReadOnlyList<Guid> Leave(
        TimedQueue entry, Gateway gateway, TimeSpan startedAt, int closings, int units, GatewayPermit permit)
    {
        lock (_lock)
        {
            var now = Now;
            if (permit.IsUnused)
            {
                entry.Queue.Waive(units);
            }
            else
            {
                if (permit.Throttled is { } wait)
                    entry.Queue.OnThrottled(now, closings, wait, gateway);
                else
                    entry.Queue.OnNotThrottled();
                entry.Queue.Leave(now, now - startedAt, units);
            }

            IReadOnlyList<Guid> woken = permit.CanWake ? entry.Queue.Wake(now) : [];
            entry.Queue.Serve(now);
            entry.SetTimer(now);
            return woken;
        }
    }

    // Also called for a dropped queue, which is idle, so nothing is served.
    private void Serve(TimedQueue entry)
    {
        lock (_lock)
        {
            var now = Now;
            entry.Queue.Serve(now);
            entry.SetTimer(now);
        }
    }
}
