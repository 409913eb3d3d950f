using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Poison.Processes;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Poison;

/// <summary>An activity that ends the process must not stop the hub.</summary>
public sealed class PoisonedActivityTests
{
    private const int CrashCount = 5;

    [Fact]
    public async Task Activity_ProcessDiesEachTime_FailsAndAllElseCompletes()
    {
        using var folder = new TempFolder();
        using var store = new PoisonedStore(Path.Combine(folder.Path, "hub.db"), PoisonKind.Activity);
        await store.LiveToTheEndAsync(maxLives: CrashCount + 1);

        Assert.Equal(CrashCount + 1, store.Lives);
        var poisoned = store.State("poison");
        Assert.Equal(OrchestrationStatus.Failed, poisoned.OrchestrationStatus);
        Assert.Contains(
            "'Poison' was running each of the 5 times that the process died", poisoned.Output, StringComparison.Ordinal);
        store.AssertAllElseCompleted();
    }

    [Theory]
    [InlineData(ErrorPropagationMode.UseFailureDetails)]
    [InlineData(ErrorPropagationMode.SerializeExceptions)]
    public async Task Activity_TooManyCrashes_FailsInItsOrchestrationWithoutARetry(ErrorPropagationMode mode)
    {
        var runs = 0;
        await using var hub = new TestHub { Errors = mode }
            .Orchestration("Call", async (context, _, input) =>
            {
                try
                {
                    var options = new RetryOptions(TimeSpan.FromSeconds(1), 3);
                    return await context.ScheduleWithRetry<string>("Any", "", options, input);
                }
                catch (Core.Exceptions.TaskFailedException failure)
                {
                    return $"{failure.FailureDetails?.ErrorType} {failure.Message}";
                }
            })
            .Activity("Any", text =>
            {
                runs++;
                return Task.FromResult(text);
            });
        await ScheduleAsync(hub, crashCount: CrashCount);
        runs = 0;
        await hub.StartAsync();

        var output = await hub.OutputAsync("one");
        Assert.Contains("'Any' was running each of the 5 times", output, StringComparison.Ordinal);
        Assert.Contains("ActivityEndsProcess", output, StringComparison.Ordinal);
        Assert.Equal(0, runs);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    public async Task Activity_Crashes_RunsAfterTheProcessHasLivedForAWhile(int crashCount, int seconds)
    {
        await using var hub = Caller();
        await ScheduleAsync(hub, crashCount);
        await hub.StartAsync();
        if (seconds > 0)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            await hub.RunBesideAsync("Call", "other");
            Assert.Equal(OrchestrationStatus.Running, (await hub.StateAsync("one"))!.OrchestrationStatus);
            hub.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal("x", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Activity_RunningAtAStop_IsNotACrash()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var hub = await new TestHub()
            .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Any", "", input))
            .Activity("Any", async text =>
            {
                entered.TrySetResult();
                await release.Task;
                return text;
            })
            .StartAsync();
        await hub.StartAsync("Call", "one", "x");
        await entered.Task;

        await hub.ReopenAsync(
            start: false, whileClosed: path => Assert.Equal(0, new FileInfo(path + ".lock").Length));
        release.SetResult();
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            Assert.Equal(0, database.ReadNumber("SELECT deaths FROM tasks"));
        await hub.StartAsync();
        Assert.Equal("x", await hub.OutputAsync("one"));
    }

    private static TestHub Caller() => new TestHub()
        .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Any", "", input))
        .Activity("Any", Task.FromResult);

    // Creates an activity in the file that was running at so many crashes.
    private static async Task ScheduleAsync(TestHub hub, int crashCount)
    {
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
        {
            database.Execute("CREATE TRIGGER refuse BEFORE DELETE ON tasks BEGIN SELECT RAISE(ABORT, 'not yet'); END");
            await hub.StartAsync();
            await hub.StartAsync("Call", "one", "x");
            await hub.Logs.First;
            database.Execute("DROP TRIGGER refuse");
        }

        await hub.ReopenAsync(start: false);
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            database.Execute($"UPDATE tasks SET deaths = {crashCount:D}");
    }
}
