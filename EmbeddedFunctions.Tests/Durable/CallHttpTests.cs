using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>HTTP requests of orchestrators, sent to the app itself.</summary>
public sealed class CallHttpTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() =>
        _app = await DurableApp.StartAsync(null, typeof(HttpCallers), typeof(EchoFunctions));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Request_OfAnOrchestrator_IsSentAndItsResponseReturned()
    {
        var instance = await _app.RunAsync(nameof(HttpCallers.CallEcho), _app.App.Address);

        Assert.Equal("200 text/css|tea True", instance.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Response_Accepted_IsPolledOnTheClockUntilItIsReady()
    {
        var instance = await _app.RunAsync(nameof(HttpCallers.CallJob), _app.App.Address);

        Assert.Equal($"done at {DurableApp.Start.AddMinutes(1):HH:mm:ss}", instance.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Response_OfAnError_IsReturnedUnlessRetriesAreAskedFor()
    {
        var address = new Uri(_app.App.Address, "nowhere");

        Assert.Equal("404", await CallAsync(new HttpCallers.MissingCall(address)));
        Assert.StartsWith(
            "System.Net.Http.HttpRequestException",
            await CallAsync(new HttpCallers.MissingCall(address, IsRetried: true)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_ThatNeverComes_FailsTheCallAfterItsTimeout()
    {
        var address = new Uri(_app.App.Address, "lost?code=secret");

        Assert.Equal(
            $"System.TimeoutException GET {_app.App.Address}lost had no response in 00:00:00.0500000.",
            await CallAsync(new HttpCallers.MissingCall(address, Timeout: TimeSpan.FromMilliseconds(50))));
    }

    [Fact]
    public async Task TokenSource_OfARequest_IsRefused() => Assert.Equal(
        "System.NotSupportedException A token source is not supported in CallHttpAsync here: set the Authorization header.",
        await CallAsync(new HttpCallers.MissingCall(_app.App.Address, HasToken: true)));

    private async Task<string?> CallAsync(HttpCallers.MissingCall call) =>
        (await _app.RunAsync(nameof(HttpCallers.CallMissing), call)).ReadOutputAs<string>();
}
