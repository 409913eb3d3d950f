using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Service;

public sealed class DeleteTests
{
    [Fact]
    public async Task Delete_WorkIsReadyInMemory_NoneOfItRuns()
    {
        var (orchestrations, activities) = (0, 0);
        var go = new TaskCompletionSource();
        await using var hub = await new TestHub(
                options: new SqliteOrchestrationServiceOptions { Path = "", MaxConcurrentActivities = 1 })
            .Orchestration("Call", (context, _, input) =>
            {
                Interlocked.Increment(ref orchestrations);
                return context.ScheduleTask<string>("Send", "", input);
            })
            .Activity("Send", async text =>
            {
                Interlocked.Increment(ref activities);
                await go.Task;
                return text;
            })
            .StartAsync();
        await hub.StartAsync("Call", "runs", "x");
        await hub.StartAsync("Call", "has an activity ready", "x");
        while (hub.Service.Counts is not { ActivitiesReady: 1, InstancesInFlight: 0 } || Volatile.Read(ref activities) == 0)
            await Task.Yield();
        await hub.Worker!.StopAsync(isForced: true);
        await hub.StartAsync("Call", "is ready", "x");

        await hub.Service.DeleteAsync();
        go.SetResult();
        await hub.StartAsync();
        await hub.IdleAsync();
        Assert.Equal((2, 1), (orchestrations, activities));
        Assert.Null(await hub.StateAsync("is ready"));
        await hub.StartAsync("Call", "is ready", "again");
        Assert.Equal("again", await hub.OutputAsync("is ready"));
    }

    [Fact]
    public async Task Delete_WaitingInstances_LeavesNothingOfThem()
    {
        await using var hub = await new TestHub()
            .Orchestration("Sleep", async (context, _, input) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
                return input;
            })
            .Orchestration("Wait", async (_, events, input) => input + await events.WaitAsync("go"))
            .StartAsync();
        await hub.StartAsync("Sleep", "sleeps", "x");
        await hub.StartAsync("Wait", "waits", "first ");
        await hub.IdleAsync();

        await hub.Service.DeleteAsync();
        Assert.Null(hub.Service.NextTimerDue);
        await hub.RaiseAsync("waits", "go", "lost");
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.IdleAsync();
        Assert.Null(await hub.StateAsync("sleeps"));
        Assert.Null(await hub.StateAsync("waits"));

        await hub.StartAsync("Wait", "waits", "second ");
        await hub.RaiseAsync("waits", "go", "in time");
        Assert.Equal("second in time", await hub.OutputAsync("waits"));
    }

    // SQLite frees a table's pages without logging each of them.
    [Fact]
    public async Task Delete_LargeStore_IsASmallTransaction()
    {
        await using var hub = new TestHub();
        using var database = SqliteDatabase.Open(hub.Path, create: false);
        database.Execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) " +
            "INSERT INTO history SELECT i, randomblob(1500) FROM n; PRAGMA wal_checkpoint(TRUNCATE)");

        await hub.Service.DeleteAsync();
        Assert.Equal(0, database.ReadNumber("SELECT COUNT(*) FROM history"));
        Assert.InRange(new FileInfo(hub.Path).Length, 30_000_000, 60_000_000);
        Assert.InRange(new FileInfo(hub.Path + "-wal").Length, 1, 3_000_000);
    }

    // A client may replace an instance repeatedly while no worker locks it: only the last one is kept.
    [Fact]
    public async Task Create_ReplacingAReadyInstance_KeepsNothingOfIt()
    {
        await using var hub = new TestHub();
        var replaced = await CreateAsync(hub);
        await hub.Client.CreateOrchestrationInstanceAsync("Any", "", "one", "2", null, dedupeStatuses: []);
        await hub.Client.CreateOrchestrationInstanceAsync("Any", "", "two", "2");

        for (var i = 0; i < 5 && replaced.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.False(replaced.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> CreateAsync(TestHub hub)
    {
        var started = new Core.History.ExecutionStartedEvent(-1, "1")
        {
            Name = "Any",
            OrchestrationInstance = new Core.OrchestrationInstance { InstanceId = "one", ExecutionId = "first" },
        };
        await hub.Service.CreateTaskOrchestrationAsync(new Core.TaskMessage { Event = started });
        return new WeakReference(started);
    }
}
