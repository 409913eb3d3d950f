using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>
/// An event that doesn't fit the type that is waited for fails the orchestrator at once, as on the Functions host,
/// whatever else it waits for.
/// </summary>
public sealed class MisfitEventTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() =>
        _app = await DurableApp.StartAsync(null, typeof(MisfitEventOrchestrators));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(nameof(MisfitEventOrchestrators.WaitsInTime))]
    [InlineData(nameof(MisfitEventOrchestrators.WaitsInALoop))]
    [InlineData(nameof(MisfitEventOrchestrators.WaitsBesideAChild))]
    [InlineData(nameof(MisfitEventOrchestrators.WaitsAnew))]
    public async Task Orchestrator_WithAnOpenTask_FailsAtOnce(string orchestrator)
    {
        await _app.StartWaitingAsync("one", orchestrator);
        await RaiseMisfitAsync("one");

        AssertFailed(await _app.SettleAsync("one"));
        Assert.Equal(DurableApp.Start, _app.Time.GetUtcNow());
    }

    [Fact]
    public async Task Orchestrator_WithAnOpenActivity_StartsNoOther()
    {
        await _app.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(MisfitEventOrchestrators.WaitsBesideWork), new StartOrchestrationOptions("one"), _app.Timeout);
        await _app.Recorder.Gate("first-entered").Task.WaitAsync(_app.Timeout);
        await RaiseMisfitAsync("one");
        _app.Recorder.Gate("first").SetResult();
        _app.Recorder.Gate("second").SetResult();

        AssertFailed(await _app.SettleAsync("one"));
        Assert.Equal(["first ended"], _app.Recorder.Lines);
    }

    [Fact]
    public async Task CustomStatus_OfTheFailedOrchestrator_IsKept()
    {
        await _app.StartWaitingAsync("one", nameof(MisfitEventOrchestrators.WaitsInTime));
        await RaiseMisfitAsync("one");

        Assert.Equal("waits", (await _app.SettleAsync("one")).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task SubOrchestrator_ThatGetsTheEvent_FailsItsCall()
    {
        await _app.StartWaitingAsync("one", nameof(MisfitEventOrchestrators.CallsWaiting));
        await RaiseMisfitAsync("one-child");

        var parent = await _app.SettleAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, parent.RuntimeStatus);
        Assert.Equal("System.Text.Json.JsonException", parent.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Orchestrator_ThatIsSuspended_FailsWhenItIsResumed()
    {
        await _app.StartWaitingAsync("one", nameof(MisfitEventOrchestrators.WaitsInTime));
        await _app.Client.SuspendInstanceAsync("one", null, _app.Timeout);
        await _app.SettleAsync("one");
        await RaiseMisfitAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await _app.SettleAsync("one")).RuntimeStatus);

        await _app.Client.ResumeInstanceAsync("one", null, _app.Timeout);
        AssertFailed(await _app.SettleAsync("one"));
    }

    [Theory]
    [InlineData("go", "number")]
    [InlineData("number", "go")]
    public async Task Orchestrator_ThatBeginsAnewInTheSameEpisode_Fails(string first, string second)
    {
        await _app.StartWaitingAsync("one", nameof(MisfitEventOrchestrators.WaitsUntilItGoes));
        await _app.Client.SuspendInstanceAsync("one", null, _app.Timeout);
        await _app.Client.RaiseEventAsync("one", first, "seven", _app.Timeout);
        await _app.Client.RaiseEventAsync("one", second, "seven", _app.Timeout);
        await _app.SettleAsync("one");

        await _app.Client.ResumeInstanceAsync("one", null, _app.Timeout);
        AssertFailed(await _app.SettleAsync("one"));
    }

    [Fact]
    public async Task TooLittleMemory_BeforeTheEvent_LetsTheEpisodeRunAgain()
    {
        await _app.StartWaitingAsync("one", nameof(MisfitEventOrchestrators.WaitsWithoutMemory));
        await RaiseMisfitAsync("one");

        AssertFailed(await _app.RunOverPausesAsync("one"));
        Assert.Single(_app.App.Log.All, IsAbandoned);
    }

    /// <summary>The event is written by the client, then read by the orchestrator.</summary>
    [Fact]
    public async Task TooLittleMemory_ForAnEvent_LetsTheEpisodeRunAgain()
    {
        await using var app = await DurableApp.StartAsync(
            builder => builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = new FaultySerializer(2)),
            typeof(MisfitEventOrchestrators));
        await app.StartWaitingAsync("one", nameof(MisfitEventOrchestrators.WaitsForParcel));
        await app.Client.RaiseEventAsync("one", "parcel", new Parcel("in"), app.Timeout);
        var instance = await app.RunOverPausesAsync("one");

        Assert.Equal(new Parcel("in").ToString(), instance.ReadOutputAs<string>());
        Assert.Single(app.App.Log.All, IsAbandoned);
    }

    private Task RaiseMisfitAsync(string id) => _app.Client.RaiseEventAsync(id, "number", "seven", _app.Timeout);

    private static bool IsAbandoned(string line) => line.Contains("is abandoned and runs again", StringComparison.Ordinal);

    private static void AssertFailed(OrchestrationMetadata instance)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal("System.Text.Json.JsonException", instance.FailureDetails!.ErrorType);
    }
}
