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
        var stop = app.App.App.StopAsync(app.Timeout);
        await app.Recorder.Gate("g-stopping").Task.WaitAsync(app.Timeout);
        Assert.False(stop.IsCompleted);

        app.Recorder.Gate("g").SetResult();
        await stop;

        Assert.Equal(["g ended"], app.Recorder.Lines);
        Assert.DoesNotContain(app.App.Log.All, line => line.StartsWith("Warning", StringComparison.Ordinal));
        await using var next = await app.RestartAsync();
        Assert.Equal("g", (await next.RunToEndAsync(id)).ReadOutputAs<string>());
        Assert.Empty(next.Recorder.Lines);
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

    private static async Task<string> StartGatedAsync(DurableApp app)
    {
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Gating), "g", app.Timeout);
        await app.Recorder.Gate("g-entered").Task.WaitAsync(app.Timeout);
        return id;
    }
}
