using System.Globalization;
using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Fact]
    public async Task Events_Many_AreReceivedInOrder()
    {
        var id = await StartAsync("Collect", "30");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        for (var i = 0; i < 30; i++)
            await RaiseAsync(id, "item", i.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(Json(string.Join(',', Enumerable.Range(0, 30))), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Event_RightAfterTheStart_IsNotLost()
    {
        var id = await StartAsync("Collect", "1");
        await RaiseAsync(id, "item", "early");

        Assert.Equal(Json("early"), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Event_UnknownInstance_IsDropped()
    {
        var id = NewId("nobody");
        await RaiseAsync(id, "item", "lost");
        await Hub.SettleAsync();

        Assert.Null(await GetAsync(id));
    }

    [Fact]
    public async Task Event_EndedInstance_ChangesNothing()
    {
        var ended = await RunAsync("Echo", "x");
        await RaiseAsync(ended.OrchestrationInstance.InstanceId, "item", "late");
        await Hub.SettleAsync();

        var state = await GetAsync(ended.OrchestrationInstance.InstanceId);
        Assert.Equal(ended.Output, state.Output);
        Assert.Equal(OrchestrationStatus.Completed, state.OrchestrationStatus);
    }

    [Fact]
    public async Task Event_BeforeTheStart_IsNotReceivedAfterIt()
    {
        var id = NewId("Collect");
        await RaiseAsync(id, "item", "too early");

        await OnlyWhatComesAfterTheStartIsTakenAsync(id);
    }

    [Fact]
    public async Task Event_AfterTheEnd_IsNotReceivedByTheNextInstanceOfTheSameId()
    {
        var id = (await RunAsync("Echo", "x")).OrchestrationInstance.InstanceId;
        await RaiseAsync(id, "item", "late");

        await OnlyWhatComesAfterTheStartIsTakenAsync(id);
    }

    // A client that kept the result of CreateOrchestrationInstanceAsync sends this.
    [Fact]
    public async Task Event_ForAnEarlierExecution_IsDropped()
    {
        var first = await Hub.Client.CreateOrchestrationInstanceAsync("Count", "", NewId("Count"), "");
        await WaitForStatusAsync(first.InstanceId, OrchestrationStatus.Running);
        await RaiseAsync(first.InstanceId, "item", "a");
        await Hub.UntilAsync(first.InstanceId, state => state?.Input == Json("a"));
        await Hub.Client.RaiseEventAsync(first, "item", "x");
        await Hub.SettleAsync();
        foreach (var item in "bcd")
            await RaiseAsync(first.InstanceId, "item", item.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(Json("abcd"), (await WaitForEndAsync(first.InstanceId)).Output);
    }

    [Fact]
    public async Task Messages_InABatch_AreAllReceived()
    {
        var id = await StartAsync("Collect", "10");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await SendBatchAsync(id, 0, 10);

        Assert.Equal(Enumerable.Range(0, 10), ParseNumbers((await WaitForEndAsync(id)).Output).Order());
    }

    [Fact]
    public async Task Event_FromAnOrchestration_Arrives()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await StartAsync("Tell", id);

        Assert.Equal(Json("told"), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Event_FromAnOrchestrationToAnUnknownInstance_ChangesNothing() => Assert.Equal(
        OrchestrationStatus.Completed, (await RunAsync("Tell", NewId("nobody"))).OrchestrationStatus);

    [Fact]
    public async Task CustomStatus_SetByTheOrchestrator_IsSeenMeanwhileAndAfter()
    {
        var id = await StartAsync("Status", "");
        var waiting = await Hub.UntilAsync(id, state => state?.Status == Json("waiting"));
        Assert.Equal(OrchestrationStatus.Running, waiting.OrchestrationStatus);

        await RaiseAsync(id, "go", "on");
        Assert.Equal(Json("done"), (await WaitForEndAsync(id)).Status);
    }

    [Fact]
    public async Task Suspend_EventMeanwhile_IsReceivedAfterResume()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        var instance = new OrchestrationInstance { InstanceId = id };
        await Hub.Client.SuspendInstanceAsync(instance, "pause");
        await WaitForStatusAsync(id, OrchestrationStatus.Suspended);
        await RaiseAsync(id, "item", "held");
        await Hub.SettleAsync();
        Assert.Equal(OrchestrationStatus.Suspended, (await GetAsync(id)).OrchestrationStatus);

        await Hub.Client.ResumeInstanceAsync(instance, "on");
        Assert.Equal(Json("held"), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Terminate_Running_EndsWithTheReason()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await Hub.ServiceClient.ForceTerminateTaskOrchestrationAsync(id, "enough");
        var state = await WaitForEndAsync(id);

        Assert.Equal(OrchestrationStatus.Terminated, state.OrchestrationStatus);
        Assert.Equal("enough", state.Output);
    }

    [Fact]
    public async Task Terminate_Suspended_Ends()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await Hub.Client.SuspendInstanceAsync(new OrchestrationInstance { InstanceId = id }, "pause");
        await WaitForStatusAsync(id, OrchestrationStatus.Suspended);
        await Hub.ServiceClient.ForceTerminateTaskOrchestrationAsync(id, "enough");

        Assert.Equal(OrchestrationStatus.Terminated, (await WaitForEndAsync(id)).OrchestrationStatus);
    }

    [Fact]
    public async Task Terminate_RightAfterTheStart_Ends()
    {
        var id = await StartAsync("Collect", "1");
        await Hub.ServiceClient.ForceTerminateTaskOrchestrationAsync(id, "enough");

        Assert.Equal(OrchestrationStatus.Terminated, (await WaitForEndAsync(id)).OrchestrationStatus);
    }

    [Fact]
    public async Task Terminate_Ended_ChangesNothing()
    {
        var id = (await RunAsync("Echo", "x")).OrchestrationInstance.InstanceId;
        await Hub.ServiceClient.ForceTerminateTaskOrchestrationAsync(id, "late");
        await Hub.SettleAsync();

        Assert.Equal(OrchestrationStatus.Completed, (await GetAsync(id)).OrchestrationStatus);
    }

    private async Task OnlyWhatComesAfterTheStartIsTakenAsync(string id)
    {
        await Hub.SettleAsync();
        await StartAsync("Collect", "1", id);
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await RaiseAsync(id, "item", "in time");

        Assert.Equal(Json("in time"), (await WaitForEndAsync(id)).Output);
    }
}
