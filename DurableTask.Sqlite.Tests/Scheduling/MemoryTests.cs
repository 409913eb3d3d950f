using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class MemoryTests
{
    [Fact]
    public async Task PendingInstances_MoreThanFit_AllRunWithinTheBound()
    {
        await using var hub = Bounded(capacity: 100);
        await CreateAsync(hub, "Say", 1_000);
        Assert.InRange(hub.Service.Counts.Instances, 0, 100);

        await hub.StartAsync();
        await AllCompletedAsync(hub, 1_000);
    }

    [Fact]
    public async Task PendingTimers_ManyDueAtOnce_AllFireWithinTheBound()
    {
        await using var hub = await Bounded(capacity: 500).StartAsync();
        await CreateAsync(hub, "Sleep", 3_000);
        await hub.IdleAsync();
        // An instance that waits for a timer costs only its place in the cache, which is small here.
        Assert.InRange(hub.Service.Counts.Instances, 0, 500);

        hub.Clock.Advance(TimeSpan.FromHours(1));
        await AllCompletedAsync(hub, 3_000);
        Assert.Null(hub.Service.NextTimerDue);
    }

    [Fact]
    public async Task Activities_MoreThanFit_AllRunOnce()
    {
        var runs = 0;
        await using var hub = await new TestHub(options: new() { Path = "", ReadyQueueCapacity = 10 })
            .Orchestration("Many", async (context, _, input) =>
            {
                var count = int.Parse(input, CultureInfo.InvariantCulture);
                var all = Enumerable.Range(0, count).Select(_ => context.ScheduleTask<string>("Count", "", "x"));
                return string.Concat(await Task.WhenAll(all));
            })
            .Activity("Count", text =>
            {
                Interlocked.Increment(ref runs);
                return Task.FromResult(text);
            })
            .StartAsync();
        await hub.StartAsync("Many", "one", "1000");

        Assert.Equal(new string('x', 1_000), await hub.OutputAsync("one"));
        Assert.Equal(1_000, runs);
    }

    [Fact]
    public async Task Cache_Disabled_EachEpisodeReadsTheFile()
    {
        await using var hub = await new TestHub(options: new() { Path = "", HistoryCacheBytes = 0 })
            .Orchestration("Chain", async (context, _, input) =>
            {
                for (var i = 0; i < 10; i++)
                    input = await context.ScheduleTask<string>("More", "", input);
                return input;
            })
            .Activity("More", text => Task.FromResult(text + "x"))
            .StartAsync();
        await hub.StartAsync("Chain", "one");

        Assert.Equal(new string('x', 10), await hub.OutputAsync("one"));
        Assert.Equal(0, hub.Service.Counts.Instances);
    }

    [Fact]
    public async Task Query_OfLargeInstances_ReadsNoMoreThanAFewAtATime()
    {
        await using var hub = await new TestHub()
            .Orchestration("Grow", (_, _, input) => Task.FromResult(input + input))
            .StartAsync();
        for (var i = 0; i < 3; i++)
            await hub.StartAsync("Grow", $"{i}", new string('x', 2_500_000));
        await hub.IdleAsync();

        var query = new OrchestrationQuery { PageSize = 10, FetchInputsAndOutputs = true };
        var first = await hub.Service.GetOrchestrationWithQueryAsync(query, TestContext.Current.CancellationToken);
        query.ContinuationToken = first.ContinuationToken;
        var second = await hub.Service.GetOrchestrationWithQueryAsync(query, TestContext.Current.CancellationToken);
        Assert.Equal(["0", "1"], first.OrchestrationState.Select(state => state.OrchestrationInstance.InstanceId));
        Assert.Equal(["2"], second.OrchestrationState.Select(state => state.OrchestrationInstance.InstanceId));
        Assert.Null(second.ContinuationToken);
    }

    private static TestHub Bounded(int capacity) =>
        new TestHub(options: new() { Path = "", ReadyQueueCapacity = capacity, HistoryCacheBytes = 100_000 })
            .Orchestration("Say", (context, _, input) => context.ScheduleTask<string>("Say", "", input))
            .Orchestration("Sleep", async (context, _, input) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
                return await context.ScheduleTask<string>("Say", "", input);
            })
            .Activity("Say", Task.FromResult);

    private static Task CreateAsync(TestHub hub, string orchestration, int count) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (i, _) => await hub.StartAsync(orchestration, Guid.CreateVersion7().ToString("N"), "x"));

    private static async Task AllCompletedAsync(TestHub hub, int count)
    {
        await hub.IdleAsync();
        var query = new OrchestrationQuery { PageSize = 1_001, RuntimeStatus = [OrchestrationStatus.Completed] };
        var found = 0;
        do
        {
            var page = await hub.Service.GetOrchestrationWithQueryAsync(query, TestContext.Current.CancellationToken);
            Assert.InRange(page.OrchestrationState.Count, 0, 1_000);
            found += page.OrchestrationState.Count;
            query.ContinuationToken = page.ContinuationToken;
        }
        while (query.ContinuationToken is not null);

        Assert.Equal(count, found);
    }
}
