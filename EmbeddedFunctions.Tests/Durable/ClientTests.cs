using DurableTask.Core.Exceptions;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class ClientTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    private DurableTaskClient Client => _app.Client;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Name_OfAHubThatASettingNames_IsResolved()
    {
        using var folder = new TempFolder();
        var hostJson = await folder.WriteAsync(
            "host.json", """{ "extensions": { "durableTask": { "hubName": "%Stage%Hub" } } }""");
        await using var app = await DurableApp.StartAsync(builder =>
        {
            builder.HostJsonPath = hostJson;
            builder.Configuration["Stage"] = "Test";
        });

        Assert.Equal("TestHub", app.Client.Name);
    }

    [Fact]
    public async Task Schedule_WithOptions_PassesThemOn()
    {
        var options = new StartOrchestrationOptions("my-id")
        {
            Version = new TaskVersion("2.1"),
            Tags = new Dictionary<string, string> { ["color"] = "red" },
        };
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Version), null, options, _app.Timeout);
        var instance = await _app.RunToEndAsync(id);

        Assert.Equal("my-id", id);
        Assert.Equal("2.1", instance.ReadOutputAs<string>());
        Assert.Equal("red", instance.Tags["color"]);
    }

    [Fact]
    public async Task Schedule_WithStartAt_StaysPendingUntilThen()
    {
        var options = new StartOrchestrationOptions(StartAt: DurableApp.Start.AddHours(1));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Version), null, options, _app.Timeout);

        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await _app.SettleAsync(id)).RuntimeStatus);
        Assert.Null((await _app.SettleAsync(id)).SerializedCustomStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await _app.RunToEndAsync(id)).RuntimeStatus);
        Assert.Equal(DurableApp.Start.AddHours(1), _app.Time.GetUtcNow());
    }

    [Fact]
    public async Task Schedule_OfALivingId_IsRejectedByDefault()
    {
        await _app.StartWaitingAsync("one");

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => _app.StartWaitingAsync("one"));
    }

    // The host adds the live statuses to those that the caller names.
    [Theory]
    [InlineData]
    [InlineData("Completed")]
    [InlineData("Completed", "Failed", "Terminated")]
    public async Task Schedule_OfALivingIdThatIsNotDeduped_IsRejected(params string[] deduped)
    {
        await _app.StartWaitingAsync("one");
        var options = new StartOrchestrationOptions("one") { DedupeStatuses = deduped };

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Version), null, options, _app.Timeout));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await _app.SettleAsync("one")).RuntimeStatus);
    }

    [Fact]
    public async Task Schedule_WithAnEmptyId_GetsANewOne()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Orchestrators.Version), null, new StartOrchestrationOptions(""), _app.Timeout);

        Assert.Equal(32, id.Length);
    }

    [Fact]
    public async Task Schedule_OfAnEndedIdThatIsDeduped_IsRejected()
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Version));
        var options = new StartOrchestrationOptions(ended.InstanceId)
            .WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Version), null, options, _app.Timeout));
    }

    [Fact]
    public async Task RaiseEvent_ToAWaitingInstance_Arrives()
    {
        await _app.StartWaitingAsync("one");
        await Client.RaiseEventAsync("one", "approval", "yes", _app.Timeout);

        Assert.Equal("yes", (await _app.RunToEndAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task RaiseEvent_ToAnUnknownInstance_IsAnError() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Client.RaiseEventAsync("none", "approval", "yes", _app.Timeout));

    [Fact]
    public async Task RaiseEvent_ToAnEndedInstance_IsAnError()
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Version));

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Client.RaiseEventAsync(ended.InstanceId, "approval", "yes", _app.Timeout));
    }

    [Fact]
    public async Task Suspend_UntilResumed_HoldsEventsBack()
    {
        await _app.StartWaitingAsync("one");
        await Client.SuspendInstanceAsync("one", "a pause", _app.Timeout);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await _app.SettleAsync("one")).RuntimeStatus);

        await Client.RaiseEventAsync("one", "approval", "yes", _app.Timeout);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await _app.SettleAsync("one")).RuntimeStatus);

        await Client.ResumeInstanceAsync("one", "go on", _app.Timeout);
        Assert.Equal("yes", (await _app.RunToEndAsync("one")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    public async Task Terminate_OfAParent_ReachesChildrenWhereAskedTo(bool recursive, OrchestrationRuntimeStatus child)
    {
        await _app.StartWaitingAsync("one", nameof(Orchestrators.ParentOfWaiting));
        await Client.TerminateInstanceAsync("one", new TerminateInstanceOptions("enough", recursive), _app.Timeout);

        var parent = await _app.SettleAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, parent.RuntimeStatus);
        Assert.Equal("enough", parent.ReadOutputAs<string>());
        Assert.Equal(child, (await _app.SettleAsync("one-child")).RuntimeStatus);
    }

    [Fact]
    public async Task CustomStatus_ThatWasSet_IsRead()
    {
        var waiting = await _app.StartWaitingAsync("one");

        Assert.Equal("""{"waitsFor":"approval"}""", waiting.SerializedCustomStatus);
    }

    [Fact]
    public async Task CustomStatus_NeverSet_IsTheTextNull() =>
        Assert.Equal("null", (await _app.RunAsync(nameof(Orchestrators.Version))).SerializedCustomStatus);

    [Fact]
    public async Task Get_UnknownInstance_ReturnsNull() => Assert.Null(await Client.GetInstanceAsync("none", _app.Timeout));

    [Fact]
    public async Task WaitForStart_OfAnInstanceThatRuns_Ends()
    {
        await _app.StartWaitingAsync("one");

        Assert.True((await Client.WaitForInstanceStartAsync("one", _app.Timeout)).IsRunning);
    }

    [Fact]
    public async Task WaitForCompletion_OfAnInstanceThatEnds_HasItsOutput()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Parent), 4, _app.Timeout);
        var ended = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, _app.Timeout);

        Assert.Equal($"5 of Parent {id}", ended.ReadOutputAs<string>());
        Assert.Equal(4, ended.ReadInputAs<int>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task PurgeAll_WithATimeoutThatIsNotPositive_Throws(int seconds) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter { Timeout = TimeSpan.FromSeconds(seconds) }, _app.Timeout));

    [Fact]
    public void Statuses_OfTheTwoEnumerations_AreTheSame() => Assert.Equal(
        Enum.GetValues<OrchestrationRuntimeStatus>().Select(s => (s.ToString(), (int)s)),
        Enum.GetValues<global::DurableTask.Core.OrchestrationStatus>().Select(s => (s.ToString(), (int)s)));
}
