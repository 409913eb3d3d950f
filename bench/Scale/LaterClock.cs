namespace Bench.Scale;

/// <summary>The system's clock, set forward so that all pending timers are due.</summary>
internal sealed class LaterClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
