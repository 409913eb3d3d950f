using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class WatchdogTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task WriterHangs_WritesAreCountedOnceAMinute()
    {
        await using var hub = new TestHub();
        using var database = SqliteDatabase.Open(hub.Path, create: false);
        database.Execute("BEGIN IMMEDIATE");
        var create = hub.StartAsync("Any", "one");
        while (hub.Service.Counts.Progress == 0)
            await Task.Yield();

        Pass(hub, ticks: 3);
        Assert.Empty(hub.Logs.Messages);
        Pass(hub, ticks: 1);
        var warning = Assert.Single(hub.Logs.Messages);
        Assert.Contains("nothing has progressed for 00:01:00", warning, StringComparison.Ordinal);
        Assert.Contains("Writes = 1,", warning, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', warning);
        Pass(hub, ticks: 3);
        Assert.Equal(2, hub.Logs.Messages.Count);

        database.Execute("ROLLBACK");
        await create;
    }

    [Fact]
    public async Task ReadyWork_NoWorkerLocksIt_IsCounted()
    {
        await using var hub = new TestHub();
        await hub.Service.StartAsync();
        await hub.Service.CreateAsync("one");

        Pass(hub, ticks: 4);
        Assert.Contains("InstancesReady = 1,", Assert.Single(hub.Logs.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotStarted_ReadyWork_IsNotAStall()
    {
        await using var hub = new TestHub();
        await hub.Service.CreateAsync("one");

        Pass(hub, ticks: 10);
        Assert.Empty(hub.Logs.Messages);
    }

    [Fact]
    public async Task WorkMovesBetweenChecks_IsNotAStall()
    {
        await using var hub = new TestHub();
        await hub.Service.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await hub.Service.CreateAsync($"{i}");
            Pass(hub, ticks: 2);
        }

        Assert.Empty(hub.Logs.Messages);
    }

    [Fact]
    public async Task AllSlotsAreInUse_IsNotAStall()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var hub = await new TestHub(options: new() { Path = "", MaxConcurrentActivities = 1 })
            .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Block", "", input))
            .Activity("Block", async text =>
            {
                entered.TrySetResult();
                await release.Task;
                return text;
            })
            .StartAsync();
        await hub.StartAsync("Call", "one");
        await hub.StartAsync("Call", "two");
        await entered.Task;
        while (hub.Service.Counts is not
            {
                ActivitiesReady: 1, InstancesReady: 0, Writes: 0, InstancesInFile: false, ActivitiesInFile: false,
            })
        {
            await Task.Yield();
        }

        Pass(hub, ticks: 10);
        Assert.Empty(hub.Logs.Messages);
        release.SetResult();
        await hub.IdleAsync();
    }

    private static void Pass(TestHub hub, int ticks)
    {
        for (var i = 0; i < ticks; i++)
            hub.Clock.Advance(Tick);
    }
}
