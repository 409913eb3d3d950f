namespace Bench.Scale;

/// <summary>The system's clock, set forward: what was to come is long due.</summary>
internal sealed class LaterClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
