using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Scheduling;

/// <summary>Activities that the framework's dispatcher receives while it stops: it discards them silently.</summary>
public sealed class DiscardedActivityTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Activity_LockedAndNotStartedAtAStop_IsDispatchedAfterTheNextStart(bool isForced)
    {
        await using var hub = new TestHub();
        await hub.Service.StartAsync();
        await ScheduleAsync(hub);
        var thrownAway = (await hub.Service.TakeActivityAsync())!;

        await hub.Service.StopAsync(isForced);
        await hub.Service.StartAsync();
        var again = (await hub.Service.TakeActivityAsync())!;
        Assert.Equal(thrownAway.Id, again.Id);

        // A late result of the first run is ignored.
        await hub.Service.CompleteTaskActivityWorkItemAsync(thrownAway, Result("late"));
        await hub.Service.AbandonTaskActivityWorkItemAsync(thrownAway);
        await hub.Service.CompleteTaskActivityWorkItemAsync(again, Result("x"));
        var result = (await hub.Service.TakeAsync())!.NewMessages.Single().Event;
        Assert.Equal("x", ((TaskCompletedEvent)result).Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Activity_CompletedBeforeAStop_IsNotRequeued(bool isAbandoned)
    {
        await using var hub = new TestHub();
        await hub.Service.StartAsync();
        await ScheduleAsync(hub);
        var item = (await hub.Service.TakeActivityAsync())!;
        if (isAbandoned)
            await hub.Service.AbandonTaskActivityWorkItemAsync(item);
        else
            await hub.Service.CompleteTaskActivityWorkItemAsync(item, Result("x"));

        await hub.Service.StopAsync();
        Assert.Equal(0, hub.Service.Counts.ActivitiesReady);
    }

    [Fact]
    public async Task Activity_ReceivedByAStoppingDispatcher_RunsOnceAfterTheNextStart()
    {
        var runs = 0;
        await using var hub = new TestHub()
            .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Any", "", input))
            .Activity("Any", text =>
            {
                Interlocked.Increment(ref runs);
                return Task.FromResult(text);
            });
        var (service, dispatch) = StoppingDispatch.Of(hub.Service);
        using var worker = new TaskHubWorker(service);
        worker.Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Any", "", input));
        await worker.StartAsync();
        await hub.StartAsync("Call", "one", "x");
        await dispatch.Taken.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await worker.StopAsync();
        await hub.StartAsync();
        Assert.Equal("x", await hub.OutputAsync("one"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Activity_RunsOnThroughAStop_RunsOnce()
    {
        var runs = 0;
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var hub = await new TestHub(options: new() { Path = "", MaxConcurrentActivities = 1 })
            .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Any", "", input))
            .Activity("Any", async text =>
            {
                Interlocked.Increment(ref runs);
                entered.TrySetResult();
                await release.Task;
                return text;
            })
            .StartAsync();
        await hub.StartAsync("Call", "one", "x");
        await entered.Task;

        await hub.Worker!.StopAsync(isForced: true);
        await hub.StartAsync();
        release.SetResult();
        Assert.Equal("x", await hub.OutputAsync("one"));
        Assert.Equal(1, runs);
    }

    // One activity of an orchestration, as the framework's dispatcher would store it.
    private static async Task ScheduleAsync(TestHub hub)
    {
        await hub.Service.CreateAsync("one");
        var item = (await hub.Service.TakeAsync())!;
        var runtime = item.OrchestrationRuntimeState;
        runtime.AddEvent(new OrchestratorStartedEvent(-1));
        runtime.AddEvent(item.NewMessages.Single().Event);
        var scheduled = new TaskScheduledEvent(0, "Any", "", "x");
        runtime.AddEvent(scheduled);
        runtime.AddEvent(new OrchestratorCompletedEvent(-1));
        var activity = new TaskMessage { OrchestrationInstance = runtime.OrchestrationInstance, Event = scheduled };
        await hub.Service.CompleteTaskOrchestrationWorkItemAsync(item, runtime, [activity], [], [], null, null);
        await hub.Service.ReleaseTaskOrchestrationWorkItemAsync(item);
    }

    private static TaskMessage Result(string result) => new()
    {
        OrchestrationInstance = new OrchestrationInstance { InstanceId = "one" },
        Event = new TaskCompletedEvent(-1, 0, result),
    };
}
