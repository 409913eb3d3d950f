using DurableTask.Core;
using DurableTask.Core.Query;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Fact]
    public async Task Query_StatusAndPrefix_FindsOnlyMatches()
    {
        var prefix = NewId("query");
        await StartAsync("Collect", "1", prefix + "-running");
        await WaitForEndAsync(await StartAsync("Echo", "x", prefix + "-ended"));
        await WaitForStatusAsync(prefix + "-running", OrchestrationStatus.Running);

        var running = await QueryAsync(new OrchestrationQuery
        {
            InstanceIdPrefix = prefix,
            RuntimeStatus = [OrchestrationStatus.Running],
        });
        var all = await QueryAsync(new OrchestrationQuery { InstanceIdPrefix = prefix });

        Assert.Equal(prefix + "-running", Assert.Single(running).OrchestrationInstance.InstanceId);
        Assert.Equal(2, all.Count);
    }

    [Fact]
    public async Task Query_Pages_GiveEachInstanceOnce()
    {
        var prefix = NewId("page");
        for (var i = 0; i < 7; i++)
            await WaitForEndAsync(await StartAsync("Echo", "x", $"{prefix}-{i}"));

        var found = await QueryAsync(new OrchestrationQuery { InstanceIdPrefix = prefix, PageSize = 3 });

        Assert.Equal(
            Enumerable.Range(0, 7).Select(i => $"{prefix}-{i}"),
            found.Select(state => state.OrchestrationInstance.InstanceId).Order());
    }

    [Fact]
    public async Task Query_CreatedBetween_FindsOnlyMatches()
    {
        var prefix = NewId("created");
        await StartAsync("Echo", "x", prefix + "-1");
        await Hub.PassAsync(TimeSpan.FromMilliseconds(50));
        var from = Hub.Now;
        await StartAsync("Echo", "x", prefix + "-2");
        var to = Hub.Now;
        await Hub.PassAsync(TimeSpan.FromMilliseconds(50));
        await WaitForEndAsync(await StartAsync("Echo", "x", prefix + "-3"));

        var found = await QueryAsync(new OrchestrationQuery
        {
            InstanceIdPrefix = prefix,
            CreatedTimeFrom = from,
            CreatedTimeTo = to,
        });

        Assert.Equal(prefix + "-2", Assert.Single(found).OrchestrationInstance.InstanceId);
    }

    [Fact]
    public async Task Query_WithoutInputsAndOutputs_HasNoInputs()
    {
        var id = (await RunAsync("Echo", "x")).OrchestrationInstance.InstanceId;
        var found = await QueryAsync(new OrchestrationQuery { InstanceIdPrefix = id, FetchInputsAndOutputs = false });

        Assert.Null(Assert.Single(found).Input);
    }

    [Fact]
    public async Task Purge_EndedInstance_IsGone()
    {
        var id = (await RunAsync("Chain", "x")).OrchestrationInstance.InstanceId;

        Assert.Equal(1, (await Hub.PurgeClient.PurgeInstanceStateAsync(id)).DeletedInstanceCount);
        Assert.Null(await GetAsync(id));
        Assert.Equal(0, (await Hub.PurgeClient.PurgeInstanceStateAsync(id)).DeletedInstanceCount);
    }

    [Fact]
    public async Task Purge_ByCreationAndStatus_DeletesOnlyMatches()
    {
        await Hub.PassAsync(TimeSpan.FromMilliseconds(50));
        var from = Hub.Now;
        var failed = (await RunAsync("Throw", "x")).OrchestrationInstance.InstanceId;
        var completed = (await RunAsync("Echo", "x")).OrchestrationInstance.InstanceId;

        var result = await Hub.PurgeClient.PurgeInstanceStateAsync(
            new PurgeInstanceFilter(from, null, [OrchestrationStatus.Failed]));

        Assert.Equal(1, result.DeletedInstanceCount);
        Assert.Null(await GetAsync(failed));
        Assert.NotNull(await GetAsync(completed));
    }

    protected async Task<List<OrchestrationState>> QueryAsync(OrchestrationQuery query)
    {
        var found = new List<OrchestrationState>();
        do
        {
            var page = await Hub.QueryClient.GetOrchestrationWithQueryAsync(
                query, TestContext.Current.CancellationToken);
            found.AddRange(page.OrchestrationState);
            query.ContinuationToken = page.ContinuationToken;
        }
        while (query.ContinuationToken is not null);
        return found;
    }
}
