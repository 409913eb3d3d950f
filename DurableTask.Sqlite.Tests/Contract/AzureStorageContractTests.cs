using DurableTask.Core;
using DurableTask.Core.Query;

namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>
/// The contract on the official provider, which is the judge of the contract, and its side of the differences that
/// <see cref="DifferenceTests"/> holds for this provider.
/// </summary>
public sealed class AzureStorageContractTests(AzureStorageContractHub hub)
    : OrchestrationServiceContract(hub), IClassFixture<AzureStorageContractHub>
{
    [Fact]
    public async Task Difference_CreateWithoutDedupeStatuses_ReplacesOneUnderWay()
    {
        var id = await StartAsync("Collect", "1");
        await UntilAsync(id, OrchestrationStatus.Running);
        await StartAsync("Echo", "x", id);

        Assert.Equal("Echo", (await EndAsync(id)).Name);
    }

    [Fact]
    public async Task Difference_PurgeOfOneUnderWay_DeletesIt()
    {
        var id = await StartAsync("Collect", "1");
        await UntilAsync(id, OrchestrationStatus.Running);

        Assert.Equal(1, (await hub.PurgeClient.PurgeInstanceStateAsync(id)).DeletedInstanceCount);
        Assert.Null(await GetAsync(id));
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
        await UntilAsync(id + "-child", OrchestrationStatus.Running);
        await StartAsync("Parent", "Echo", id);

        Assert.Equal(Json($"child: {id}-child"), (await EndAsync(id)).Output);
        Assert.Equal("Echo", (await GetAsync(id + "-child")).Name);
    }
}
