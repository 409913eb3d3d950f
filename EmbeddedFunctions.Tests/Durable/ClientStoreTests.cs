using DurableTask.Core.History;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class ClientStoreTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    private DurableTaskClient Client => _app.Client;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Query_WithFiltersAndPages_FindsTheMatches()
    {
        foreach (var id in new[] { "a-1", "a-2", "a-3", "b-1" })
            await _app.StartWaitingAsync(id);

        await _app.RunAsync(nameof(Orchestrators.Version));
        var query = new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Running], InstanceIdPrefix: "a-", PageSize: 2);
        var pages = await Client.GetAllInstancesAsync(query).AsPages().ToListAsync(_app.Timeout);

        Assert.Equal([2, 1], pages.Select(page => page.Values.Count).Where(count => count > 0));
        Assert.Equal(["a-1", "a-2", "a-3"], pages.SelectMany(page => page.Values).Select(i => i.InstanceId).Order());
    }

    [Fact]
    public async Task ListInstanceIds_ByCompletionTime_LeavesOutTheRest()
    {
        var early = await _app.RunAsync(nameof(Orchestrators.Version));
        _app.Time.Advance(TimeSpan.FromHours(1));
        var late = await _app.RunAsync(nameof(Orchestrators.Version));
        await _app.StartWaitingAsync("waiting");

        var page = await Client.ListInstanceIdsAsync(
            completedTimeFrom: DurableApp.Start.AddMinutes(1), cancellation: _app.Timeout);

        Assert.Equal([late.InstanceId], page.Values);
        Assert.NotEqual(early.InstanceId, late.InstanceId);
    }

    [Fact]
    public async Task Purge_OfAnEndedInstance_RemovesIt()
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Version));

        Assert.Equal(1, (await Client.PurgeInstanceAsync(ended.InstanceId, _app.Timeout)).PurgedInstanceCount);
        Assert.Equal(0, (await Client.PurgeInstanceAsync(ended.InstanceId, _app.Timeout)).PurgedInstanceCount);
        Assert.Null(await Client.GetInstanceAsync(ended.InstanceId, _app.Timeout));
    }

    [Fact]
    public async Task Purge_OfALivingInstance_IsRejected()
    {
        await _app.StartWaitingAsync("one");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Client.PurgeInstanceAsync("one", _app.Timeout));
    }

    [Fact]
    public async Task PurgeAll_ByTimeAndStatus_LeavesTheRest()
    {
        await _app.RunAsync(nameof(Orchestrators.Version));
        await _app.RunAsync(nameof(Orchestrators.Failing));
        await _app.StartWaitingAsync("one");
        var filter = new PurgeInstancesFilter(
            CreatedTo: DurableApp.Start.AddDays(1), Statuses: [OrchestrationRuntimeStatus.Completed]);

        Assert.Equal(1, (await Client.PurgeAllInstancesAsync(filter, _app.Timeout)).PurgedInstanceCount);
        Assert.Equal(2, await Client.GetAllInstancesAsync().CountAsync(_app.Timeout));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_OfAnEndedInstance_RunsItWithTheSameInput(bool newId)
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.Parent), 8);
        var id = await Client.RestartAsync(ended.InstanceId, newId, _app.Timeout);
        var again = await _app.RunToEndAsync(id);

        Assert.Equal(newId, id != ended.InstanceId);
        Assert.Equal($"9 of Parent {id}", again.ReadOutputAs<string>());
    }

    [Fact]
    public async Task History_OfAnInstance_HasItsEvents()
    {
        var ended = await _app.RunAsync(nameof(Orchestrators.PackAll), new Order("cups", 3));
        var history = await Client.GetOrchestrationHistoryAsync(ended.InstanceId, _app.Timeout);

        Assert.Equal(nameof(Orchestrators.PackAll), history.OfType<ExecutionStartedEvent>().Single().Name);
        Assert.Equal(
            [nameof(Activities.Pack), nameof(Activities.WhoCalls), nameof(Activities.NoInput)],
            history.OfType<TaskScheduledEvent>().Select(e => e.Name));
        Assert.Contains("3 cups", history.OfType<TaskCompletedEvent>().First().Result, StringComparison.Ordinal);
        Assert.All(history, e => Assert.Equal(DurableApp.Start.UtcDateTime, e.Timestamp));
    }
}
