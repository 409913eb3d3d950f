using EmbeddedFunctions.Tests.Http;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Hosting;

public sealed class FunctionCallTests
{
    [Fact]
    public async Task Context_OfACall_DescribesItsFunction()
    {
        await using var app = await DurableApp.StartAsync(null, typeof(ContextFunctions));
        var response = await HttpExchange.SendAsync(app.App.Address, "GET /context/red");

        const string Expected = """
            {"sameRequest":true,"invocation":true,"name":"Context","id":"Context",
            "entryPoint":"EmbeddedFunctions.Tests.SampleFunctions.ContextFunctions.Context",
            "parameters":["request","client","context"],
            "inputs":["client:durableClient:In","request:httpTrigger:In"],"outputs":0,
            "data":"red","feature":"a feature","features":1,"retries":true,"trace":true,"stopping":false,
            "client":"TestHubName"}
            """;

        Assert.Equal(Expected.ReplaceLineEndings(string.Empty), response.Body);
        Assert.Contains(app.App.Log.All, line => line.EndsWith("said by a function", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Services_OfACall_AreItsOwnAndEndWithIt()
    {
        await using var app = await DurableApp.StartAsync(null, typeof(ScopedFunctions));
        await HttpExchange.SendAsync(app.App.Address, "GET /scoped");
        var instance = await app.RunAsync("Renamed");

        // The request, the orchestrator's two episodes, the activity.
        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
        Assert.Equal(4, app.Recorder.Services.Distinct().Count());
        Assert.All(app.Recorder.Services, service => Assert.True(service.IsDisposed));
    }
}
