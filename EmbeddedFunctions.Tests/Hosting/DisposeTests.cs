using System.Diagnostics;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Hosting;

/// <summary>An app that is disposed without a stop, as a test that awaits using does, leaves nothing behind.</summary>
public sealed class DisposeTests
{
    private const int Hosts = 200;

    [Fact]
    public async Task Dispose_OfManyStartedHosts_LeavesNoThreadTimerOrLogLine()
    {
        var logs = new List<LogLines>();
        await RunOneAsync(logs);
        var (threads, timers) = (Process.GetCurrentProcess().Threads.Count, ActiveTimers);

        for (var host = 1; host < Hosts; host++)
            await RunOneAsync(logs);

        // Far fewer than one per host: the runtime's own come and go, as do those of concurrent tests.
        Assert.InRange(ActiveTimers, 0, timers + (Hosts / 4));
        Assert.InRange(Process.GetCurrentProcess().Threads.Count, 0, threads + (Hosts / 4));
        Assert.DoesNotContain(logs.SelectMany(log => log.All), line => !line.StartsWith("Information", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dispose_WhileAnActivityRuns_LetsItEnd()
    {
        await using var app = await DurableApp.StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Gating), "g", app.Timeout);
        await app.Recorder.Gate("g-entered").Task.WaitAsync(app.Timeout);
        var dispose = app.App.DisposeAsync();
        await app.Recorder.Gate("g-stopping").Task.WaitAsync(app.Timeout);
        app.Recorder.Gate("g").SetResult();
        await dispose;

        await using var next = await app.RestartAsync();
        Assert.Equal("g", (await next.RunToEndAsync(id)).ReadOutputAs<string>());
        Assert.Empty(next.Recorder.Lines);
    }

    [Fact]
    public async Task Dispose_OfAnAppThatNeverStarted_StopsNothing()
    {
        var app = SampleApp.Builder().AddFunctions(typeof(LevelFunctions)).Build();
        await app.DisposeAsync();
        await app.DisposeAsync();
    }

    // A program's `await using` disposes of an app whose Run has disposed of it already.
    [Fact]
    public async Task Dispose_AfterARun_DoesNothing()
    {
        using var stop = new CancellationTokenSource();
        await using var app = SampleApp.Builder().AddFunctions(typeof(LevelFunctions)).Build();
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(stop.Cancel);

        await app.RunAsync(stop.Token);
    }

    [Fact]
    public async Task Dispose_AfterARunThatWasRefused_LeavesItsError()
    {
        async Task RunAsync()
        {
            await using var app = SampleApp.Builder("--urls", "http://0.0.0.0:0").AddFunctions(typeof(LevelFunctions)).Build();
            await app.RunAsync(TestContext.Current.CancellationToken);
        }

        await Assert.ThrowsAsync<StartRefusedException>(RunAsync);
    }

#pragma warning disable RS0030 // Only counts the existing ones.
    private static long ActiveTimers => Timer.ActiveCount;
#pragma warning restore RS0030

    private static async Task RunOneAsync(List<LogLines> logs)
    {
        await using var app = await DurableApp.StartAsync();
        logs.Add(app.App.Log);
    }
}
