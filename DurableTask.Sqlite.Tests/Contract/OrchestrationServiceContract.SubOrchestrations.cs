using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Fact]
    public async Task SubOrchestrations_FannedOut_AllResultsInOrder()
    {
        var expected = string.Join(',', Enumerable.Range(0, 5).Select(i => string.Concat(Enumerable.Repeat(i, 8))));
        Assert.Equal(Json(expected), (await RunAsync("Family", "5")).Output);
    }

    [Fact]
    public async Task SubOrchestration_OfASubOrchestration_FailureGoesAllTheWayUp()
    {
        var state = await RunAsync("Grandparent", "Throw");

        Assert.Equal(OrchestrationStatus.Failed, state.OrchestrationStatus);
        Assert.Contains("thrown: Throw", state.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubOrchestration_FailsAndIsRetried_ParentReceivesTheLastAttemptsResult() =>
        Assert.Equal(Json("attempt 3"), (await RunAsync("RetriedChild", NewId("tries"))).Output);

    [Fact]
    public async Task SubOrchestration_FailsAndIsRetriedUnderItsId_ParentReceivesTheLastAttemptsResult()
    {
        var child = NewId("child");

        Assert.Equal(Json("attempt 3"), (await RunAsync("RetriedChildOfOneId", child)).Output);
        Assert.Equal(OrchestrationStatus.Completed, (await GetAsync(child)).OrchestrationStatus);
    }

    [Fact]
    public async Task SubOrchestration_ContinuesAsNew_ParentReceivesTheLastResult() =>
        Assert.Equal(Json("down to 0"), (await RunAsync("ParentOfCountdown", "3")).Output);

    [Fact]
    public async Task SubOrchestration_IsTerminated_FailsInItsParent()
    {
        var id = await StartAsync("Parent", "Waiting");
        await WaitForStatusAsync(id + "-child", OrchestrationStatus.Running);
        await Hub.ServiceClient.ForceTerminateTaskOrchestrationAsync(id + "-child", "enough");

        Assert.Equal(Json("child failed: enough"), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Terminate_Parent_LeavesItsChildAndItsChildsEndChangesNothing()
    {
        var id = await StartAsync("Parent", "Waiting");
        await WaitForStatusAsync(id + "-child", OrchestrationStatus.Running);
        await Hub.ServiceClient.ForceTerminateTaskOrchestrationAsync(id, "enough");
        await WaitForEndAsync(id);
        Assert.Equal(OrchestrationStatus.Running, (await GetAsync(id + "-child")).OrchestrationStatus);

        await RaiseAsync(id + "-child", "go", "x");
        Assert.Equal(OrchestrationStatus.Completed, (await WaitForEndAsync(id + "-child")).OrchestrationStatus);
        await Hub.SettleAsync();
        Assert.Equal(OrchestrationStatus.Terminated, (await GetAsync(id)).OrchestrationStatus);
    }

    [Fact]
    public async Task SubOrchestration_ParentEndsWithoutIt_RunsOn()
    {
        var id = await StartAsync("Unlock", "Collect");
        Assert.Equal(Json("gone"), (await WaitForEndAsync(id)).Output);
        await WaitForStatusAsync(id + "-child", OrchestrationStatus.Running);
        await RaiseAsync(id + "-child", "item", "x");

        Assert.Equal(Json("x"), (await WaitForEndAsync(id + "-child")).Output);
    }
}
