namespace RelayFunctions.Tests.Delivery;

/// <summary>A clock whose time of day is shifted, as after it was set; its timestamps and timers are not.</summary>
internal sealed class ShiftedClock(TimeProvider clock) : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Shift;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
