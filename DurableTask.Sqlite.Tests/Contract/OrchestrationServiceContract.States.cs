using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Newtonsoft.Json.Linq;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Fact]
    public async Task State_UnknownInstance_IsNull()
    {
        Assert.Null(await GetAsync(NewId("nobody")));
        Assert.Empty(await Hub.ServiceClient.GetOrchestrationStateAsync(NewId("nobody"), allExecutions: false)
            is { } states ? states.Where(state => state is not null) : []);
    }

    [Fact]
    public async Task History_OfAChain_HasItsEventsInOrder()
    {
        var state = await RunAsync("Chain", "a");
        var history = await Hub.ServiceClient.GetOrchestrationHistoryAsync(
            state.OrchestrationInstance.InstanceId, state.OrchestrationInstance.ExecutionId);
        var types = JArray.Parse(history)
            .Select(@event => (EventType)(int)@event["EventType"]!)
            .Where(type => type is not EventType.OrchestratorStarted and not EventType.OrchestratorCompleted);

        Assert.Equal(
            [
                EventType.ExecutionStarted,
                EventType.TaskScheduled, EventType.TaskCompleted,
                EventType.TaskScheduled, EventType.TaskCompleted,
                EventType.TaskScheduled, EventType.TaskCompleted,
                EventType.ExecutionCompleted,
            ],
            types);
    }

    [Fact]
    public async Task Wait_NotEndedInTime_ReturnsNull()
    {
        var id = await StartAsync("Collect", "1");

        Assert.Null(await Hub.ServiceClient.WaitForOrchestrationAsync(
            id, null, TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Wait_Ended_ReturnsItsState()
    {
        var id = (await RunAsync("Echo", "x")).OrchestrationInstance.InstanceId;
        var state = await Hub.ServiceClient.WaitForOrchestrationAsync(
            id, null, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(Json("x"), state.Output);
    }

    [Fact]
    public async Task Create_StatusIsOneToDedupe_RejectsItAndKeepsTheFirst()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            Hub.Client.CreateOrchestrationInstanceAsync("Echo", "", id, "x", null, [OrchestrationStatus.Running]));
        Assert.Equal("Collect", (await GetAsync(id)).Name);
    }

    [Fact]
    public async Task Create_StatusIsNotToDedupe_ReplacesTheEndedInstance()
    {
        var first = await RunAsync("Echo", "first");
        var id = first.OrchestrationInstance.InstanceId;
        await Hub.Client.CreateOrchestrationInstanceAsync(
            "Echo", "", id, "second", null, [OrchestrationStatus.Running]);
        var second = await Hub.UntilAsync(id, state =>
            state?.OrchestrationStatus == OrchestrationStatus.Completed && state.Output == Json("second"));

        Assert.NotEqual(first.OrchestrationInstance.ExecutionId, second.OrchestrationInstance.ExecutionId);
    }
}
