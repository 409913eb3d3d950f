using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using EmbeddedFunctions.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EmbeddedFunctions.Tests.Timers;

public sealed class TimerTests
{
    [Theory]
    [InlineData("0 */15 * * * *", "07:15:00", "07:30:00")]
    [InlineData("30 8 7 * * *", "07:08:30", "07:08:30")]
    [InlineData("*/15 * * * *", "07:15:00", "07:30:00")]
    [InlineData("00:10:00", "07:18:09", "07:28:09")]
    public void Schedule_After_IsTheNextTime(string expression, string first, string second)
    {
        var schedule = TimerSchedule.Parse(expression)!;
        var next = schedule.After(DurableApp.Start.UtcDateTime)!.Value;

        Assert.Equal(first, next.ToString("HH:mm:ss"));
        Assert.Equal(second, schedule.After(next)!.Value.ToString("HH:mm:ss"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("0 61 * * * *")]
    [InlineData("1 2 3")]
    [InlineData("-00:01:00")]
    [InlineData("00:00:00")]
    public void Schedule_Invalid_IsNotRead(string expression) => Assert.Null(TimerSchedule.Parse(expression));

    // The Functions host keeps no status of schedules with several occurrences a minute.
    [Theory]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("00:00:59", false)]
    [InlineData("0 * * * * *", true)]
    [InlineData("* * * * *", true)]
    [InlineData("*/30 0 * * * *", true)]
    [InlineData("00:01:00", true)]
    public void Schedule_OfSeveralTimesAMinute_HasNoStatus(string expression, bool hasStatus) =>
        Assert.Equal(hasStatus, TimerSchedule.Parse(expression)!.HasStatus);

    [Fact]
    public void Schedule_OfADateThatNeverComes_HasNoNext() =>
        Assert.Null(TimerSchedule.Parse("0 0 0 30 2 *")!.After(DurableApp.Start.UtcDateTime));

    [Fact]
    public async Task Timer_OnVirtualClock_RunsOnlyAtItsTimes()
    {
        await using var app = await StartAsync();
        foreach (var minutes in (int[])[6, 1, 15])
        {
            await app.App.App.WhenTimersIdleAsync(app.Timeout);
            app.Time.Advance(TimeSpan.FromMinutes(minutes));
        }

        await app.App.App.WhenTimersIdleAsync(app.Timeout);

        Assert.Equal(
            ["quarter 07:15:09 last 00:00:00 next 07:15:00 False", "quarter 07:30:09 last 07:15:09 next 07:30:00 False"],
            app.Recorder.Lines);
    }

    [Fact]
    public async Task Timer_LessThanAMillisecondAhead_IsWaitedFor()
    {
        await using var app = await StartAsync();
        var tick = TimeSpan.FromTicks(1);
        var quarter = new DateTimeOffset(DurableApp.Start.Date.AddHours(7).AddMinutes(30), TimeSpan.Zero);
        await app.App.App.WhenTimersIdleAsync(app.Timeout);
        // The wait for the second quarter begins at a fraction of a millisecond.
        app.Time.Advance(TimeSpan.FromMinutes(7) + tick);
        await app.App.App.WhenTimersIdleAsync(app.Timeout);

        app.Time.Advance(quarter - app.Time.GetUtcNow() - tick);
        await app.App.App.WhenTimersIdleAsync(app.Timeout);
        Assert.Single(app.Recorder.Lines);

        app.Time.Advance(tick);
        await app.App.App.WhenTimersIdleAsync(app.Timeout);
        Assert.Equal(2, app.Recorder.Lines.Count);
    }

    [Fact]
    public async Task Timer_WithRunOnStartup_RunsAtOnceAndItsFailureIsLogged()
    {
        await using var app = await StartAsync();
        await app.Recorder.Gate("start").Task.WaitAsync(app.Timeout);
        await app.App.App.StopAsync(app.Timeout);

        Assert.Single(app.App.Log.All, line => line.Contains("Timer function 'AtStart' failed", StringComparison.Ordinal));
        Assert.Empty(app.Recorder.Lines);
    }

    [Fact]
    public async Task Timer_CancelledByTheStop_IsNotAFailure()
    {
        await using var app = await StartAsync();
        await app.App.App.WhenTimersIdleAsync(app.Timeout);
        app.Time.Advance(TimeSpan.FromHours(2));
        await app.Recorder.Gate("waits").Task.WaitAsync(app.Timeout);

        await app.App.App.StopAsync(app.Timeout);

        Assert.DoesNotContain(app.App.Log.All, line => line.Contains("UntilStopped", StringComparison.Ordinal));
    }

    // Set back by hours, a clock would otherwise stop every timer function until it has caught up.
    [Fact]
    public async Task Timer_ClockIsSetBack_RunsWithinItsPeriod()
    {
        var time = new SettableClock();
        await using var app = await SampleApp.StartAsync([typeof(TimerFunctions)], builder =>
        {
            builder.Configuration["Quarter"] = "0 */15 * * * *";
            builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<CallRecorder>();
        });
        await app.App.WhenTimersIdleAsync(TestContext.Current.CancellationToken);

        time.SetBackBy = TimeSpan.FromHours(3);
        for (var quarter = 0; quarter < 3; quarter++)
        {
            time.Advance(TimeSpan.FromMinutes(15));
            await app.App.WhenTimersIdleAsync(TestContext.Current.CancellationToken);
        }

        Assert.NotEmpty(app.App.Services.GetRequiredService<CallRecorder>().Lines);
    }

    private sealed class SettableClock() : FakeTimeProvider(DurableApp.Start)
    {
        public TimeSpan SetBackBy { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - SetBackBy;
    }

    private static Task<DurableApp> StartAsync() => DurableApp.StartAsync(
        builder => builder.Configuration["Quarter"] = "0 */15 * * * *", typeof(TimerFunctions));
}
