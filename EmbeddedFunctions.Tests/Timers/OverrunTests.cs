using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Timers;

/// <summary>Timer functions that still run at their next occurrence, as on the Functions host.</summary>
public sealed class OverrunTests
{
    [Fact]
    public async Task Timer_RunsOverItsNextOccurrences_RunsOnceMoreAtOnce()
    {
        await using var app = await DurableApp.StartAsync(null, typeof(SlowTimers.ByCron));
        await AdvanceAsync(app, "00:06:51", call: 1);
        app.Time.Advance(TimeSpan.FromMinutes(50));
        app.Recorder.Gate("end 1").SetResult();
        await app.Recorder.Gate("begin 2").Task.WaitAsync(app.Timeout);
        app.Recorder.Gate("end 2").SetResult();
        await AdvanceAsync(app, "00:10:00", call: 3);
        app.Recorder.Gate("end 3").SetResult();

        Assert.Equal(
            [
                "07:15:00 last 00:00:00 next 07:15:00 False",
                "08:05:00 last 07:15:00 next 07:30:00 False",
                "08:15:00 last 08:05:00 next 08:15:00 False",
            ],
            app.Recorder.Lines);
    }

    [Fact]
    public async Task Interval_OfALongRun_IsCountedFromItsStart()
    {
        await using var app = await DurableApp.StartAsync(null, typeof(SlowTimers.ByInterval));
        await AdvanceAsync(app, "00:10:00", call: 1);
        app.Time.Advance(TimeSpan.FromMinutes(4));
        app.Recorder.Gate("end 1").SetResult();
        await AdvanceAsync(app, "00:06:00", call: 2);
        app.Recorder.Gate("end 2").SetResult();

        Assert.Equal(
            ["07:18:09 last 00:00:00 next 07:18:09 False", "07:28:09 last 07:18:09 next 07:28:09 False"],
            app.Recorder.Lines);
    }

    [Fact]
    public async Task Timer_OverrunsUntilTheStop_IsNotCalledAgain()
    {
        await using var app = await DurableApp.StartAsync(null, typeof(SlowTimers.UntilStopped));
        await AdvanceAsync(app, "00:06:51", call: 1);
        app.Time.Advance(TimeSpan.FromMinutes(50));
        // As a signal does: the function ends before the host's own stop begins.
        app.App.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await app.App.App.WhenTimersIdleAsync(app.Timeout);
        await app.App.App.StopAsync(app.Timeout);

        Assert.Single(app.Recorder.Lines);
    }

    [Fact]
    public async Task RunOnStartup_HoldsItsThread_DoesNotDelayTheStart()
    {
        await using var app = await DurableApp.StartAsync(null, typeof(SlowTimers.BlockingAtStart));
        app.Recorder.Gate("app has started").SetResult();
        await app.App.App.WhenTimersIdleAsync(app.Timeout);

        Assert.Equal(["the app has started"], app.Recorder.Lines);
    }

    private static async Task AdvanceAsync(DurableApp app, string by, int call)
    {
        await app.App.App.WhenTimersIdleAsync(app.Timeout);
        app.Time.Advance(TimeSpan.Parse(by, null));
        await app.Recorder.Gate($"begin {call}").Task.WaitAsync(app.Timeout);
    }
}
