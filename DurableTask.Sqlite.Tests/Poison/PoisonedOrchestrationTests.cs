using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using DurableTask.Sqlite.Storage.Readers;
using DurableTask.Sqlite.Tests.Poison.Processes;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Poison;

/// <summary>An orchestrator that ends the process must not stop the hub.</summary>
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
    public async Task Instance_TooManyCrashes_FailsWithoutBeingRunAndWakesItsWaiters()
    {
        var runs = 0;
        await using var hub = new TestHub().Orchestration("Any", (_, _, input) =>
        {
            runs++;
            return Task.FromResult(input);
        });
        await hub.StartAsync("Any", "one", "x");
        await hub.CrashAsync("one", CrashCount);
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
                "and is not run again: it is assumed to be the cause.",
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
        await hub.CrashAsync("child", CrashCount);
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
        await hub.CrashAsync("one", CrashCount);
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
}
