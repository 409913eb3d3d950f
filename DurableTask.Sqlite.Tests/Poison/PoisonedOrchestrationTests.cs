using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Poison.Processes;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Poison;

/// <summary>An orchestrator of which the process dies must not stop the hub.</summary>
public sealed class PoisonedOrchestrationTests
{
    private const int CrashCount = 5;
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Orchestrator_ProcessDiesEachTime_FailsAndAllElseCompletes()
    {
        using var folder = new TempFolder();
        using var store = new PoisonedStore(Path.Combine(folder.Path, "hub.db"), PoisonKind.Orchestrator);
        await store.LiveToTheEndAsync(maxLives: CrashCount + 1);

        Assert.Equal(CrashCount + 1, store.Lives);
        var poisoned = store.State("poison");
        Assert.Equal(OrchestrationStatus.Failed, poisoned.OrchestrationStatus);
        Assert.Equal("OrchestratorEndsProcess", poisoned.FailureDetails!.ErrorType);
        var parent = store.State("parent");
        Assert.Equal(OrchestrationStatus.Completed, parent.OrchestrationStatus);
        Assert.Contains(
            "'Poison' was running each of the 5 times that the process died", parent.Output, StringComparison.Ordinal);
        store.AssertAllElseCompleted();
    }

    [Fact]
    public async Task Instance_TooManyCrashes_FailsWithoutBeingRunAndWakesWhoWaits()
    {
        var runs = 0;
        await using var hub = new TestHub().Orchestration("Any", (_, _, input) =>
        {
            runs++;
            return Task.FromResult(input);
        });
        await hub.StartAsync("Any", "one", "x");
        await DieAsync(hub, "one", CrashCount);
        var wait = hub.Service.WaitForOrchestrationAsync("one", null, Timeout.InfiniteTimeSpan, CancellationToken.None);
        await hub.StartAsync();

        var state = await wait.WaitAsync(WaitTimeout, TestContext.Current.CancellationToken);
        await hub.IdleAsync();
        foreach (var found in new[] { state!, await hub.StateAsync("one") })
        {
            Assert.Equal((OrchestrationStatus.Failed, "x"), (found!.OrchestrationStatus, found.Input.Trim('"')));
            Assert.Equal(("OrchestratorEndsProcess", true), (found.FailureDetails!.ErrorType, found.FailureDetails.IsNonRetriable));
            Assert.Equal(
                "OrchestratorEndsProcess: The orchestration 'Any' was running each of the 5 times that the process died, " +
                "and is not run again: it is taken for the cause.",
                found.Output);
        }

        Assert.Equal(0, runs);
        Assert.Contains(hub.Logs.Messages, line => line.Contains("The instance one fails", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ErrorPropagationMode.UseFailureDetails)]
    [InlineData(ErrorPropagationMode.SerializeExceptions)]
    public async Task SubOrchestration_TooManyCrashes_FailsInItsParentWithoutARetry(ErrorPropagationMode mode)
    {
        var runs = 0;
        await using var hub = new TestHub { Errors = mode }
            .Orchestration("Parent", async (context, _, input) =>
            {
                try
                {
                    var options = new RetryOptions(TimeSpan.FromSeconds(1), 3);
                    return await context.CreateSubOrchestrationInstanceWithRetry<string>("Child", "", "child", options, input);
                }
                catch (SubOrchestrationFailedException failure)
                {
                    return $"{failure.FailureDetails?.ErrorType} {failure.Message}";
                }
            })
            .Orchestration("Child", (_, events, _) =>
            {
                runs++;
                return events.WaitAsync("end");
            });
        await hub.StartAsync();
        await hub.StartAsync("Parent", "one", "x");
        await hub.IdleAsync();
        await DieAsync(hub, "child", CrashCount);
        runs = 0;
        await hub.StartAsync();
        await hub.RaiseAsync("child", "end", "y");

        var output = await hub.OutputAsync("one");
        Assert.Contains("'Child' was running each of the 5 times", output, StringComparison.Ordinal);
        Assert.Contains("OrchestratorEndsProcess", output, StringComparison.Ordinal);
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task Instance_TooManyCrashesWithAHistory_KeepsItAndLosesItsTimers()
    {
        await using var hub = await new TestHub().Orchestration("Any", async (context, events, _) =>
        {
            var timer = context.CreateTimer(context.CurrentUtcDateTime.AddDays(1), "");
            await events.WaitAsync("end");
            return await timer;
        }).StartAsync();
        await hub.StartAsync("Any", "one");
        await hub.IdleAsync();
        await DieAsync(hub, "one", CrashCount);
        await hub.StartAsync();
        await hub.RaiseAsync("one", "end", "y");
        await hub.IdleAsync();

        Assert.Equal(OrchestrationStatus.Failed, (await hub.StateAsync("one"))!.OrchestrationStatus);
        Assert.Null(hub.Service.NextTimerDue);
        using var reads = new ReadConnections(hub.Path);
        Assert.Equal(
            [
                EventType.OrchestratorStarted, EventType.ExecutionStarted, EventType.TimerCreated,
                EventType.OrchestratorCompleted, EventType.OrchestratorStarted, EventType.ExecutionCompleted,
                EventType.OrchestratorCompleted,
            ],
            new StateReader(reads).History("one")!.Select(@event => @event.EventType));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    public async Task Instance_RanAtKillsByChance_CompletesAfterAWhileAndHasNothingHeldAgainstIt(int crashCount, int seconds)
    {
        await using var hub = new TestHub(options: new() { Path = "", ReadyQueueCapacity = 1 })
            .Orchestration("Wait", async (_, events, _) => await events.WaitAsync("a") + await events.WaitAsync("b"))
            .Orchestration("Any", (_, _, input) => Task.FromResult(input));
        await hub.StartAsync("Wait", "one");
        await DieAsync(hub, "one", crashCount);
        await hub.StartAsync();
        if (seconds > 0)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            // It takes no room while it waits.
            await hub.RunBesideAsync("Any", "other");
            Assert.Equal(OrchestrationStatus.Pending, (await hub.StateAsync("one"))!.OrchestrationStatus);
            hub.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Running, (await hub.StateAsync("one"))!.OrchestrationStatus);
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            Assert.Equal(0, database.ReadNumber("SELECT COUNT(*) FROM deaths"));
        await hub.RaiseAsync("one", "a", "1");
        await hub.IdleAsync();
        await hub.RaiseAsync("one", "b", "2");
        Assert.Equal("12", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task QuarantinedItems_AnActivityAndAnInstance_DoNotRunAtOnce()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var hub = new TestHub()
            .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Any", "", input))
            .Orchestration("Any", (_, _, input) => Task.FromResult(input))
            .Activity("Any", async text =>
            {
                entered.TrySetResult();
                await release.Task;
                return text;
            });
        await hub.StartAsync();
        await hub.StartAsync("Call", "call", "x");
        await entered.Task;
        await hub.ReopenAsync(start: false);
        entered = new TaskCompletionSource();
        await hub.StartAsync("Any", "any", "y");
        await DieAsync(hub, "any", crashCount: 3);
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            database.Execute("UPDATE tasks SET deaths = 2");
        await hub.StartAsync();
        hub.Clock.Advance(TimeSpan.FromSeconds(2));
        await entered.Task.WaitAsync(WaitTimeout, TestContext.Current.CancellationToken);

        hub.Clock.Advance(TimeSpan.FromSeconds(10));
        await hub.RunBesideAsync("Any", "other");
        Assert.Equal(OrchestrationStatus.Pending, (await hub.StateAsync("any"))!.OrchestrationStatus);
        release.SetResult();
        Assert.Equal("y", await hub.OutputAsync("any"));
        Assert.Equal("x", await hub.OutputAsync("call"));
    }

    // As if the process had died so often while an episode of it was running.
    private static Task DieAsync(TestHub hub, string id, int crashCount) => hub.ReopenAsync(start: false, path =>
    {
        using var database = SqliteDatabase.Open(path, create: false);
        database.Execute($"INSERT INTO deaths SELECT row, {crashCount:D} FROM instances WHERE id = '{id}'");
    });
}
