using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Checking;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class ManyTimersTests
{
    [Fact]
    public async Task Start_TimersNotDue_AreNotRead()
    {
        await using var hub = await Sleepers().StartAsync();
        await CreateAsync(hub, 2_000);
        await hub.IdleAsync();

        await hub.ReopenAsync(whileClosed: DamageLastTimers);
        await hub.StartAsync("Say", "new", "hello");
        Assert.Equal("hello", await hub.OutputAsync("new"));
    }

    [Fact]
    public async Task Start_TimerOfAReplacedInstance_FiresForNoOther()
    {
        await using var hub = await Sleepers().StartAsync();
        await hub.StartAsync("Sleep", "one", "one");
        await hub.IdleAsync();
        await hub.Client.CreateOrchestrationInstanceAsync("Say", "", "one", "two", tags: null, dedupeStatuses: []);
        await hub.IdleAsync();
        await hub.Service.PurgeInstanceStateAsync("one");
        hub.Clock.Advance(TimeSpan.FromMinutes(30));

        await hub.ReopenAsync();
        await hub.StartAsync("Sleep", "other", "slept");
        await hub.IdleAsync();
        hub.Clock.Advance(TimeSpan.FromMinutes(30));
        await hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Running, (await hub.StateAsync("other"))!.OrchestrationStatus);
        hub.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("slept", await hub.OutputAsync("other"));
    }

    [Fact]
    public async Task Due_ManyAtOnce_FireAsTheyAreReceivedWhileNewWorkRuns()
    {
        const int Capacity = 50;
        const int Timers = 3_000;
        var (fired, firedBeforeNew, mostInMemory, waiting) = (0, 0, 0, 0L);
        TestHub? hub = null;
        var all = new TaskCompletionSource();
        var creating = Task.CompletedTask;
        hub = new TestHub(options: new() { Path = "", ReadyQueueCapacity = Capacity, HistoryCacheBytes = 0 })
            .Orchestration("Sleep", async (context, _, input) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
                var count = Interlocked.Increment(ref fired);
                mostInMemory = Math.Max(mostInMemory, hub!.Service.Counts.Instances);
                if (count == 100)
                    creating = hub.StartAsync("Say", "new", "hello");
                if (count == 1_000)
                    waiting = Waiting(hub.Path);
                if (count == Timers)
                    all.SetResult();
                return input;
            })
            .Orchestration("Say", (context, _, input) => context.ScheduleTask<string>("Say", "", input))
            .Activity("Say", text =>
            {
                firedBeforeNew = Volatile.Read(ref fired);
                return Task.FromResult(text);
            });
        await using var disposed = await hub.StartAsync();
        await CreateAsync(hub, Timers);
        await hub.IdleAsync();

        hub.Clock.Advance(TimeSpan.FromHours(1));
        // Doesn't ask whether the service is idle, since that checks for due timers itself.
        await all.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await creating;
        Assert.Equal("hello", await hub.OutputAsync("new"));
        Assert.Equal(Timers, fired);
        Assert.Null(hub.Service.NextTimerDue);
        Assert.InRange(firedBeforeNew, 100, Timers / 2);
        // The instances of the timers, the new instance, and nothing cached.
        Assert.InRange(mostInMemory, 1, Capacity + 1);
        Assert.InRange(waiting, 1, Capacity);
    }

    // Messages in the file are those of fired timers whose instances have not run yet.
    private static long Waiting(string path)
    {
        using var database = SqliteDatabase.Open(path, create: false);
        return database.ReadNumber("SELECT COUNT(*) FROM inbox");
    }

    // The page of the timers that are due last, which a start must not read.
    private static void DamageLastTimers(string path)
    {
        uint root;
        using (var database = SqliteDatabase.Open(path, create: false))
        {
            StoreFile.MakeLarge(database);
            root = (uint)database.ReadNumber("SELECT rootpage FROM sqlite_schema WHERE name = 'timers'");
        }

        var store = new StoreFile(path);
        Assert.Equal((false, false), (store.Read(root).IsLeaf, store.Read(root).IsTable));
        store.Damage(store.Read(root).Children().Last(), bytes => bytes.Fill(0x55));
    }

    private static TestHub Sleepers() => new TestHub()
        .Orchestration("Say", (context, _, input) => context.ScheduleTask<string>("Say", "", input))
        .Orchestration("Sleep", async (context, _, input) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
            return input;
        })
        .Activity("Say", Task.FromResult);

    private static Task CreateAsync(TestHub hub, int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = 64 },
        async (_, _) => await hub.StartAsync("Sleep", Guid.CreateVersion7().ToString("N"), "x"));
}
