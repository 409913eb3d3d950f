using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Fact]
    public async Task Suspend_TimerDueMeanwhile_FiresAfterResume()
    {
        var id = await StartAsync("TimerOrEvent", "1500");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await SuspendAsync(id);
        await Hub.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(OrchestrationStatus.Suspended, (await GetAsync(id)).OrchestrationStatus);

        await Hub.Client.ResumeInstanceAsync(new OrchestrationInstance { InstanceId = id }, "on");
        Assert.Equal(Json("timer"), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Suspend_Twice_OneResumeIsEnough()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await SuspendAsync(id);
        await SuspendAsync(id);
        await Hub.Client.ResumeInstanceAsync(new OrchestrationInstance { InstanceId = id }, "on");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await RaiseAsync(id, "item", "x");

        Assert.Equal(Json("x"), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Resume_OneThatRuns_ChangesNothing()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await Hub.Client.ResumeInstanceAsync(new OrchestrationInstance { InstanceId = id }, "on");
        await Hub.SettleAsync();
        Assert.Equal(OrchestrationStatus.Running, (await GetAsync(id)).OrchestrationStatus);

        await RaiseAsync(id, "item", "x");
        Assert.Equal(Json("x"), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Suspend_RightAfterTheStart_HoldsEventsBack()
    {
        var id = await StartAsync("Collect", "1");
        await SuspendAsync(id);
        await RaiseAsync(id, "item", "x");
        await Hub.SettleAsync();
        Assert.Equal(OrchestrationStatus.Suspended, (await GetAsync(id)).OrchestrationStatus);

        await Hub.Client.ResumeInstanceAsync(new OrchestrationInstance { InstanceId = id }, "on");
        Assert.Equal(Json("x"), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Suspend_Ended_ChangesNothing()
    {
        var id = (await RunAsync("Echo", "x")).OrchestrationInstance.InstanceId;
        await Hub.Client.SuspendInstanceAsync(new OrchestrationInstance { InstanceId = id }, "pause");
        await Hub.SettleAsync();

        Assert.Equal(OrchestrationStatus.Completed, (await GetAsync(id)).OrchestrationStatus);
    }

    private async Task SuspendAsync(string id)
    {
        await Hub.Client.SuspendInstanceAsync(new OrchestrationInstance { InstanceId = id }, "pause");
        await WaitForStatusAsync(id, OrchestrationStatus.Suspended);
        await Hub.SettleAsync();
    }
}
