using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests;

public sealed class PurgeTests
{
    [Fact]
    public async Task Purge_ByFilter_SpaceIsUsedAgain()
    {
        await using var hub = await Echo().StartAsync();
        await RunAsync(hub, "first", 1_500);
        var purged = await hub.Service.PurgeInstanceStateAsync(new PurgeInstanceFilter(DateTime.MinValue, null, null));
        Assert.Equal(1_500, purged.DeletedInstanceCount);
        Assert.True(purged.IsComplete);
        await hub.ReopenAsync();
        var before = new FileInfo(hub.Path).Length;

        await RunAsync(hub, "second", 1_500);
        await hub.ReopenAsync();
        Assert.InRange(new FileInfo(hub.Path).Length, 1, before * 11 / 10);
    }

    [Fact]
    public async Task Purge_TimeoutPassed_StopsAndSaysSo()
    {
        await using var hub = await Echo().StartAsync();
        await RunAsync(hub, "one", 600);
        var filter = new PurgeInstanceFilter(DateTime.MinValue, null, null) { Timeout = TimeSpan.Zero };

        var purged = await hub.Service.PurgeInstanceStateAsync(filter);
        Assert.False(purged.IsComplete);
        Assert.InRange(purged.DeletedInstanceCount, 1, 599);
    }

    [Theory]
    [InlineData(OrchestrationStateTimeRangeFilterType.OrchestrationCreatedTimeFilter, 0)]
    [InlineData(OrchestrationStateTimeRangeFilterType.OrchestrationCompletedTimeFilter, 60)]
    [InlineData(OrchestrationStateTimeRangeFilterType.OrchestrationLastUpdatedTimeFilter, 60)]
    public async Task PurgeHistory_UpToATime_DeletesWhatIsOlder(OrchestrationStateTimeRangeFilterType type, int at)
    {
        await using var hub = await Echo().StartAsync();
        var created = hub.Clock.GetUtcNow().UtcDateTime;
        await hub.StartAsync("Sleep", "one", "x");
        await hub.IdleAsync();
        hub.Clock.Advance(TimeSpan.FromMinutes(60));
        await hub.IdleAsync();

        await hub.Service.PurgeOrchestrationHistoryAsync(created.AddMinutes(at).AddTicks(-1), type);
        Assert.NotNull(await hub.StateAsync("one"));
        await hub.Service.PurgeOrchestrationHistoryAsync(created.AddMinutes(at), type);
        Assert.Null(await hub.StateAsync("one"));
    }

    private static TestHub Echo() => new TestHub()
        .Orchestration("Echo", (_, _, input) => Task.FromResult(input))
        .Orchestration("Sleep", async (context, _, input) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
            return input;
        });

    private static async Task RunAsync(TestHub hub, string prefix, int count)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            async (i, _) => await hub.StartAsync("Echo", $"{prefix}-{i}", new string('x', 500)));
        await hub.IdleAsync();
    }
}
