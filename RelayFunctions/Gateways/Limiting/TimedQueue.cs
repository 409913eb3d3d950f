namespace RelayFunctions.Gateways.Limiting;

/// <summary>A gateway's queue with the timer that serves its line.</summary>
internal sealed class TimedQueue : IDisposable
{
    private readonly ITimer _timer;

    public TimedQueue(GatewayQueue queue, TimeProvider time, Action<TimedQueue> serve)
    {
        Queue = queue;
        _timer = time.CreateTimer(_ => serve(this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public GatewayQueue Queue { get; }

    /// <summary>Whether it shares a bound with the other gateways that the catalogue lacks.</summary>
    public bool IsFallback { get; init; }

    // Timers have a resolution of a millisecond, and one that fires too early would have to be set again.
    public void SetTimer(TimeSpan now)
    {
        if (Queue.ServeAt(now) is { } at)
        {
            _timer.Change(
                TimeSpan.FromMilliseconds(Math.Ceiling((at - now).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();
}
