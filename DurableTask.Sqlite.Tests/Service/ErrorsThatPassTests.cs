using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Support;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DurableTask.Sqlite.Tests.Service;

/// <summary>A store that can't be read or written for a while: nothing is lost, and nothing is done twice.</summary>
public sealed class ErrorsThatPassTests
{
    // Waits in the file, not in memory.
    private static readonly string Large = new('x', 20_000);

    [Fact]
    public async Task ActivityResult_CanNotBeWritten_IsKeptAndTheActivityRunsOnce()
    {
        var runs = 0;
        await using var hub = new TestHub()
            .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Send", "", input))
            .Activity("Send", text =>
            {
                Interlocked.Increment(ref runs);
                return Task.FromResult(text);
            });
        using var database = SqliteDatabase.Open(hub.Path, create: false);
        database.Execute(
            "CREATE TRIGGER refuse BEFORE DELETE ON tasks BEGIN SELECT RAISE(ABORT, 'not yet'); END");
        await hub.StartAsync();
        await hub.StartAsync("Call", "one", "x");
        await hub.Logs.First;

        database.Execute("DROP TRIGGER refuse");
        await hub.AdvanceUntilAsync(hub.IdleAsync());
        Assert.Equal("x", await hub.OutputAsync("one"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Timer_CanNotBeWritten_LeavesNoExceptionUnobserved()
    {
        var unobserved = new ConcurrentQueue<string>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.Enqueue(args.Exception.ToString());
        TaskScheduler.UnobservedTaskException += Note;
        await using var hub = new TestHub().Orchestration("Sleep", async (context, _, input) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
            return input;
        });
        using var database = SqliteDatabase.Open(hub.Path, create: false);
        database.Execute(
            "CREATE TRIGGER refuse BEFORE DELETE ON timers BEGIN SELECT RAISE(ABORT, 'no timer today'); END");
        await hub.StartAsync();
        await hub.StartAsync("Sleep", "one", "x");
        await hub.IdleAsync();
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.Logs.First;

        database.Execute("DROP TRIGGER refuse");
        await hub.AdvanceUntilAsync(hub.IdleAsync());
        Assert.Equal("x", await hub.OutputAsync("one"));
        for (var i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        TaskScheduler.UnobservedTaskException -= Note;
        Assert.DoesNotContain(unobserved, error => error.Contains("no timer today", StringComparison.Ordinal));
    }

    // The framework pauses its whole dispatcher for the returned delay, until five work items have succeeded.
    [Fact]
    public async Task Failure_OfOneWorkItem_DelaysNoOther()
    {
        await using var hub = new TestHub();
        int Delay(Exception error) => hub.Service.GetDelayInSecondsAfterOnProcessException(error);

        Assert.Equal(0, Delay(new InvalidOperationException("a middleware's")));
        Assert.Equal(0, Delay(new StoreWriteException("", new SqliteException("malformed", raw.SQLITE_CORRUPT))));
        Assert.Equal(1, Delay(new StoreWriteException("", new SqliteException("full", raw.SQLITE_FULL))));
        // The framework logs only errors that it pauses for, and the writer logs damage.
        Assert.Equal(1, hub.Logs.Messages.Count(message => message.Contains("work item", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Instance_CanNotBeRead_IsReadLater()
    {
        await using var hub = new TestHub();
        await hub.Service.CreateAsync("one", Large);

        hub.HideFile();
        var taken = hub.Service.TakeAsync();
        hub.ShowFile();
        Assert.False(taken.IsCompleted);
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("one", (await taken)!.InstanceId);
    }

    [Fact]
    public async Task Start_FileCanNotBeRead_IsReadLater()
    {
        await using var hub = new TestHub();
        await hub.Service.CreateAsync("one");
        await hub.ReopenAsync(start: false);

        hub.HideFile();
        await hub.Service.StartAsync();
        await hub.Logs.First;
        hub.ShowFile();
        await hub.AdvanceUntilAsync(hub.Service.TakeAsync());
    }

    [Fact]
    public async Task Instance_Abandoned_IsDispatchedAgainAfterADelay()
    {
        await using var hub = new TestHub();
        await hub.Service.CreateAsync("one");
        await hub.Service.AbandonTaskOrchestrationWorkItemAsync((await hub.Service.TakeAsync())!);

        var taken = hub.Service.TakeAsync();
        Assert.False(taken.IsCompleted);
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await taken);
    }

    [Fact]
    public async Task Instance_ReleasedAtAStop_IsDispatchedAgainImmediately()
    {
        await using var hub = new TestHub();
        await hub.Service.CreateAsync("one");
        await hub.Service.ReleaseTaskOrchestrationWorkItemAsync((await hub.Service.TakeAsync())!);

        Assert.NotNull(await hub.Service.TakeAsync());
    }

    [Fact]
    public async Task Create_OnlyTheEventNamesTheInstance_Runs()
    {
        await using var hub = new TestHub();
        var instance = new OrchestrationInstance { InstanceId = "one", ExecutionId = "first" };
        await hub.Service.CreateTaskOrchestrationAsync(new TaskMessage
        {
            Event = new Core.History.ExecutionStartedEvent(-1, "") { Name = "Any", OrchestrationInstance = instance },
        });

        var taken = await hub.Service.TakeAsync();
        Assert.Equal("one", taken!.InstanceId);
    }
}
