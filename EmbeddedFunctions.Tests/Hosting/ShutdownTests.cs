using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmbeddedFunctions.Tests.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Stop_WhileARequestRuns_LetsItRespondAndAcceptsNoMore()
    {
        await using var app = await DurableApp.StartAsync(null, typeof(WaitingFunctions));
        var request = HttpExchange.SendAsync(app.App.Address, "GET /shutdown");
        await app.Recorder.Gate("entered").Task.WaitAsync(app.Timeout);
        await app.App.App.StopAsync(app.Timeout);

        Assert.Equal("stopping, with the shelf", (await request).Body);
        await Assert.ThrowsAnyAsync<Exception>(() => HttpExchange.SendAsync(app.App.Address, "GET /shutdown"));
    }

    [Fact]
    public async Task Stop_WhileAnActivityRuns_LetsItEndAndKeepsItsResult()
    {
        await using var app = await DurableApp.StartAsync();
        var id = await StartGatedAsync(app);
        var waiting = app.App.Log.Next("Stopping: waiting for 1 running activities to end");
        var stop = app.App.App.StopAsync(app.Timeout);
        await app.Recorder.Gate("g-stopping").Task.WaitAsync(app.Timeout);
        // Stopping is announced before the hub waits: an activity that ended in between would not be waited for.
        await waiting.WaitAsync(app.Timeout);
        Assert.False(stop.IsCompleted);

        app.Recorder.Gate("g").SetResult();
        await stop;

        Assert.Equal(["g ended"], app.Recorder.Lines);
        Assert.DoesNotContain(app.App.Log.All, line => line.StartsWith("Warning", StringComparison.Ordinal));
        await using var next = await app.RestartAsync();
        Assert.Equal("g", (await next.RunToEndAsync(id)).ReadOutputAs<string>());
        Assert.Empty(next.Recorder.Lines);
    }

    // A client that uploads slowly would otherwise use up the time that activities have to end.
    [Fact]
    public async Task Stop_WhileARequestRuns_DrainsTheHubAtTheSameTime()
    {
        await using var app = await DurableApp.StartAsync(null, typeof(LateStartFunction));
        var request = HttpExchange.SendAsync(app.App.Address, "GET /start-late");
        await app.Recorder.Gate("entered").Task.WaitAsync(app.Timeout);
        var id = await StartGatedAsync(app);
        var waiting = app.App.Log.Next("Stopping: waiting for 1 running activities to end");
        var stop = app.App.App.StopAsync(app.Timeout);
        await waiting.WaitAsync(app.Timeout);

        app.Recorder.Gate("g").SetResult();
        await app.Client.WaitForInstanceCompletionAsync(id, app.Timeout);
        app.Recorder.Gate("start").SetResult();
        var late = (await request).Body;
        await stop;

        Assert.Equal(["g ended"], app.Recorder.Lines);
        await using var next = await app.RestartAsync();
        next.Recorder.Gate("late").SetResult();
        Assert.Equal("late", (await next.RunToEndAsync(late)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Stop_WhileActivitiesRun_LetsTheirOrchestrationsTakeTheResults()
    {
        await using var app = await DurableApp.StartAsync();
        string[] ids = [await StartGatedAsync(app, "g"), await StartGatedAsync(app, "h")];
        var stop = app.App.App.StopAsync(app.Timeout);
        await app.Recorder.Gate("g-stopping").Task.WaitAsync(app.Timeout);
        app.Recorder.Gate("g").SetResult();
        await app.Client.WaitForInstanceCompletionAsync(ids[0], app.Timeout);
        app.Recorder.Gate("h").SetResult();
        await stop;
        app.Time.Advance(TimeSpan.FromHours(1));

        await using var next = await app.RestartAsync();
        foreach (var id in ids)
        {
            var instance = await next.SettleAsync(id);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
            Assert.Equal(DurableApp.Start, instance.LastUpdatedAt);
        }
    }

    [Fact]
    public async Task Stop_OrchestrationTerminatedWhileItsActivityRuns_Ends()
    {
        await using var app = await DurableApp.StartAsync();
        var id = await StartGatedAsync(app);
        await app.Client.TerminateInstanceAsync(id, cancellation: app.Timeout);
        await app.Client.WaitForInstanceCompletionAsync(id, app.Timeout);
        var stop = app.App.App.StopAsync(app.Timeout);
        app.Recorder.Gate("g").SetResult();
        while (!stop.IsCompleted)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stop;
        Assert.Equal(["g ended"], app.Recorder.Lines);
    }

    [Fact]
    public async Task Stop_WhileAnActivityNeverEnds_TimesOutAndLogsIt()
    {
        await using var app = await DurableApp.StartAsync(builder =>
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200)));
        await StartGatedAsync(app);
        await app.App.App.StopAsync(app.Timeout);

        Assert.Empty(app.Recorder.Lines);
        Assert.Single(app.App.Log.All, line => line.Contains("1 work items were still running", StringComparison.Ordinal));
        app.Recorder.Gate("g").SetResult();
    }

    private static async Task<string> StartGatedAsync(DurableApp app, string gate = "g")
    {
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Gating), gate, app.Timeout);
        await app.Recorder.Gate($"{gate}-entered").Task.WaitAsync(app.Timeout);
        return id;
    }
}
