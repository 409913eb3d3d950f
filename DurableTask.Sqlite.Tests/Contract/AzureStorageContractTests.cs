using DurableTask.AzureStorage;
using DurableTask.Core;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Tests.Service;

namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>
/// The contract on the official provider, which is its reference, and the official provider's side of the differences
/// in <see cref="DifferenceTests"/>.
/// </summary>
public sealed class AzureStorageContractTests(AzureStorageContractHub hub)
    : OrchestrationServiceContract(hub), IClassFixture<AzureStorageContractHub>
{
    [Fact]
    public async Task Difference_CreateWithoutDedupeStatuses_ReplacesOneUnderWay()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await StartAsync("Echo", "x", id);

        Assert.Equal("Echo", (await WaitForEndAsync(id)).Name);
    }

    [Fact]
    public async Task Difference_PurgeOfOneUnderWay_DeletesIt()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);

        Assert.Equal(1, (await Hub.PurgeClient.PurgeInstanceStateAsync(id)).DeletedInstanceCount);
        Assert.Null(await GetAsync(id));
    }

    [Fact]
    public async Task Difference_PurgeOfThoseUnderWay_DeletesThem()
    {
        await Hub.PassAsync(TimeSpan.FromMilliseconds(50));
        var from = Hub.Now;
        await WaitForStatusAsync(await StartAsync("Collect", "1"), OrchestrationStatus.Running);
        var filter = new PurgeInstanceFilter(from, null, [OrchestrationStatus.Running]);

        Assert.Equal(1, (await Hub.PurgeClient.PurgeInstanceStateAsync(filter)).DeletedInstanceCount);
    }

    [Fact]
    public async Task Difference_StateOfAFailure_HasNoDetails() =>
        Assert.Null((await RunAsync("Throw", "x")).FailureDetails);

    [Fact]
    public async Task Difference_QueryWithoutInputsAndOutputs_HasOutputs()
    {
        var id = (await RunAsync("Echo", "x")).OrchestrationInstance.InstanceId;
        var found = await QueryAsync(new OrchestrationQuery { InstanceIdPrefix = id, FetchInputsAndOutputs = false });

        Assert.Equal(Json("x"), Assert.Single(found).Output);
    }

    [Fact]
    public async Task Difference_SubOrchestrationWithAnIdUnderWay_ReplacesIt()
    {
        var id = NewId("Parent");
        await StartAsync("Collect", "1", id + "-child");
        await WaitForStatusAsync(id + "-child", OrchestrationStatus.Running);
        await StartAsync("Parent", "Echo", id);

        Assert.Equal(Json($"child: {id}-child"), (await WaitForEndAsync(id)).Output);
        Assert.Equal("Echo", (await GetAsync(id + "-child")).Name);
    }

    [Fact]
    public async Task Difference_CreateWithAStatusToDedupe_IsIgnoredByDefault()
    {
        var id = await StartAsync("Collect", "1");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await ((AzureStorageContractHub)Hub).LenientClient().CreateOrchestrationInstanceAsync(
            "Echo", "", id, "x", null, [OrchestrationStatus.Running]);

        Assert.Equal("Collect", (await GetAsync(id)).Name);
    }

    [Fact]
    public async Task Difference_Rewind_RunsTheFailedPartAgain()
    {
        var service = (AzureStorageOrchestrationService)Hub.Service;
        var id = (await RunAsync("Shaky", NewId("tries"))).OrchestrationInstance.InstanceId;
        await service.RewindTaskOrchestrationAsync(id, "again");
        Assert.Equal(OrchestrationStatus.Failed, (await WaitForEndAsync(id)).OrchestrationStatus);
        await service.RewindTaskOrchestrationAsync(id, "again");

        Assert.Equal(Json("attempt 3"), (await WaitForEndAsync(id)).Output);
    }

    [Fact]
    public async Task Difference_PurgeByTime_IsNotSupported() => await Assert.ThrowsAsync<NotSupportedException>(() =>
        Hub.ServiceClient.PurgeOrchestrationHistoryAsync(
            Hub.Now, OrchestrationStateTimeRangeFilterType.OrchestrationCompletedTimeFilter));

    [Fact]
    public async Task Difference_IdWithANoncharacter_CannotBeSent() =>
        await Assert.ThrowsAnyAsync<Exception>(() => StartAsync("Echo", "x", NewId("\uffff")));

    [Fact]
    public async Task Difference_IdWithHalfASurrogatePair_IsAccepted() => Assert.Equal(
        OrchestrationStatus.Completed,
        (await WaitForEndAsync(await StartAsync("Echo", "x", NewId("a\ud83d")))).OrchestrationStatus);

    [Fact]
    public async Task Difference_EventForAScheduledInstance_IsDropped()
    {
        var id = NewId("Collect");
        await Hub.Client.CreateScheduledOrchestrationInstanceAsync("Collect", "", id, "1", Hub.Now.AddSeconds(2));
        await RaiseAsync(id, "item", "early");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await RaiseAsync(id, "item", "in time");

        Assert.Equal(Json("in time"), (await WaitForEndAsync(id)).Output);
    }
}
