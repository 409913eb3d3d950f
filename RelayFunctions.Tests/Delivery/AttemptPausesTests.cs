using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Delivery;

namespace RelayFunctions.Tests.Delivery;

public sealed class AttemptPausesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new(Noon);

    [Fact]
    public async Task Wait_FirstAttempt_StartsAtOnce() =>
        Assert.Null(await new AttemptPauses(_time).WaitAsync(Request(1)));

    [Theory]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    public async Task Wait_TimerThatFiredEarly_StartsWhenThePauseIsOver(int earlyByMilliseconds)
    {
        var pauses = new AttemptPauses(_time);
        _time.Advance(Minute - TimeSpan.FromMilliseconds(earlyByMilliseconds));

        var waiting = pauses.WaitAsync(Request(2, notBefore: Noon + Minute));
        _time.Advance(TimeSpan.FromMilliseconds(earlyByMilliseconds) - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Null(await waiting);
    }

    [Fact]
    public async Task Wait_LongRestOfThePause_ReportsIt()
    {
        var pauses = new AttemptPauses(_time);

        Assert.Equal(TimeSpan.FromSeconds(5.001), await pauses.WaitAsync(Request(2, Noon.AddSeconds(5.001))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Wait_WallClockIsSet_KeepsThePauseOfTheProcess(int hours)
    {
        var clock = new ShiftedClock(_time);
        var pauses = new AttemptPauses(clock);
        pauses.OnEnded(Request(1), Minute);
        clock.Shift = TimeSpan.FromHours(hours);
        _time.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal(TimeSpan.FromSeconds(48), await pauses.WaitAsync(Request(2, Noon + Minute)));
        _time.Advance(TimeSpan.FromSeconds(48));
        Assert.Null(await pauses.WaitAsync(Request(2, Noon + Minute)));
    }

    [Fact]
    public async Task Wait_RetryAfterAndAShorterPause_AreKeptInFull()
    {
        var pauses = new AttemptPauses(_time);
        pauses.OnEnded(Request(1, id: "asked"), 5 * Minute);
        pauses.OnEnded(Request(1, id: "short"), TimeSpan.FromSeconds(1));

        Assert.Equal(5 * Minute, await pauses.WaitAsync(Request(2, Noon, "asked")));
        Assert.Equal(Minute, await pauses.WaitAsync(Request(2, Noon, "short")));
    }

    [Fact]
    public async Task Wait_AnotherProcessMadeTheAttemptBefore_FollowsTheWallClock()
    {
        var pauses = new AttemptPauses(_time);
        pauses.OnEnded(Request(1), Minute);
        _time.Advance(2 * Minute);

        Assert.Equal(Minute, await pauses.WaitAsync(Request(3, Noon + (3 * Minute))));
    }

    [Fact]
    public async Task OnEnded_MorePausesThanAreRemembered_LeavesTheRestToTheWallClock()
    {
        const int Remembered = 100_000;
        var clock = new ShiftedClock(_time);
        var pauses = new AttemptPauses(clock);
        for (var i = 0; i <= Remembered; i++)
            pauses.OnEnded(Request(1, id: $"{i}"), Minute);
        clock.Shift = TimeSpan.FromHours(1);

        Assert.Equal(Minute, await pauses.WaitAsync(Request(2, Noon + Minute, $"{Remembered - 1}")));
        Assert.Null(await pauses.WaitAsync(Request(2, Noon + Minute, $"{Remembered}")));

        // Pauses that are over make room.
        _time.Advance(Minute);
        pauses.OnEnded(Request(1, id: "late"), Minute);
        Assert.Equal(Minute, await pauses.WaitAsync(Request(2, Noon, "late")));
    }

    private static AttemptRequest Request(int number, DateTimeOffset? notBefore = null, string id = "id") =>
        new(id, "Hello", "partner", number) { NotBefore = notBefore };
}
