using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Tests.Checking;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>A leaf is damaged while the store is open, or unseen by the start of a large one: what is on other pages goes on.</summary>
public sealed class DamagedPageTests
{
    private const int Instances = 200;

    private static readonly long Late = new DateTime(2040, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly ConcurrentDictionary<string, bool> _fired = [];

    [Fact]
    public async Task DueTimer_OfAnInstanceOnADamagedPage_HoldsUpNoOther()
    {
        await using var hub = await SleepersAsync();
        var damage = new LeafDamage(hub.Path, "instances");
        var damaged = damage.Keys;
        Assert.InRange(damaged.Count, 1, Instances / 2);

        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.IdleAsync();
        Assert.Equal(Instances - damaged.Count, _fired.Count);
        Assert.DoesNotContain(damaged, row => _fired.ContainsKey($"{row - 1}"));
        Assert.Equal(damaged.Count, hub.Logs.Messages.Count);
        Assert.All(hub.Logs.Messages, message => AssertSaysWhatToDo(hub, message));

        // They are tried again, but rarely.
        Assert.Equal(hub.Clock.GetUtcNow().AddMinutes(10), hub.Service.NextTimerDue);
        for (var minute = 0; minute < 30; minute++)
        {
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
            await hub.IdleAsync();
        }

        Assert.Equal(damaged.Count * 4, hub.Logs.Messages.Count);
        Assert.Equal(Instances - damaged.Count, _fired.Count);

        await hub.ReopenAsync(whileClosed: _ => damage.Dispose());
        await hub.IdleAsync();
        Assert.Equal(Instances, _fired.Count);
    }

    // Its timers can't be told from others by their time.
    [Fact]
    public async Task DueTimers_FirstPageOfTheirIndexIsDamaged_OtherWorkContinues()
    {
        await using var hub = await SleepersAsync();
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            database.Execute("INSERT INTO timers SELECT due * 2, row, n.column1 FROM timers, (VALUES (1), (2), (3), (4)) AS n");
        using var damage = new LeafDamage(hub.Path, "timers", number: 0);

        hub.Clock.Advance(TimeSpan.FromHours(1));
        await PassAsync(hub, seconds: 90);
        Assert.Empty(_fired);
        Assert.InRange(hub.Logs.Messages.Count, 1, 3);
        Assert.All(hub.Logs.Messages, message => AssertSaysWhatToDo(hub, message));
    }

    // More of them than may run at once.
    [Fact]
    public async Task ActivityResult_ForAnInstanceOnADamagedPage_HoldsUpNoOtherAndFillsNoLog()
    {
        var (runs, through) = (0, new ConcurrentDictionary<string, bool>());
        var (release, allThrough, expected) = (new TaskCompletionSource(), new TaskCompletionSource(), int.MaxValue);
        await using var hub = await new TestHub(options: new() { Path = "", MaxConcurrentActivities = 20 })
            .Orchestration("Call", async (context, events, input) =>
            {
                await context.ScheduleTask<string>("Send", "", input);
                through[input] = true;
                if (through.Count == expected)
                    allThrough.TrySetResult();
                return await events.WaitAsync("go");
            })
            .Activity("Send", async input =>
            {
                Interlocked.Increment(ref runs);
                await release.Task;
                return input;
            })
            .Orchestration("Say", (_, _, input) => Task.FromResult(input))
            .StartAsync();
        await StartAsync(hub, "Call");
        while (hub.Service.Counts.ActivitiesReady + hub.Service.Counts.ActivitiesInFlight < Instances)
            await Task.Yield();
        using var damage = new LeafDamage(hub.Path, "instances");
        Assert.InRange(damage.Keys.Count, 21, Instances / 2);
        expected = Instances - damage.Keys.Count;

        release.SetResult();
        await allThrough.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await PassAsync(hub, seconds: 90);
        Assert.Equal(Instances, runs);
        Assert.Equal(expected, through.Count);
        // At once, and after 1, 2, 4, 8, 16 and 32 seconds more.
        Assert.InRange(hub.Logs.Messages.Count, damage.Keys.Count * 2, damage.Keys.Count * 7);
        Assert.All(hub.Logs.Messages, message => AssertSaysWhatToDo(hub, message));
    }

    [Fact]
    public async Task EndOfAnEpisode_ReadsADamagedPage_IsRetriedRarelyAndDelaysNoOther()
    {
        var episodes = 0;
        await using var hub = await new TestHub()
            .Orchestration("Sleep", async (context, _, input) =>
            {
                Interlocked.Increment(ref episodes);
                await context.CreateTimer(new DateTime(long.Parse(input), DateTimeKind.Utc), "");
                return input;
            })
            .Orchestration("Say", (_, _, input) => Task.FromResult(input))
            .StartAsync();
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
        {
            database.Execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) " +
                $"INSERT INTO timers SELECT {Late:D} + i * 10, -1, 0 FROM n");
        }

        var damage = new LeafDamage(hub.Path, "timers", holding: Late + 10_000);
        await hub.StartAsync("Sleep", "one", $"{Late + 10_001}");
        await hub.Logs.First;
        await PassAsync(hub, seconds: 90);
        Assert.InRange(episodes, 2, 7);
        Assert.InRange(hub.Logs.Messages.Count, 2, 7);
        Assert.All(hub.Logs.Messages, message => AssertSaysWhatToDo(hub, message));
        Assert.Contains("'one'", hub.Logs.Messages.First(), StringComparison.Ordinal);

        await hub.ReopenAsync(whileClosed: _ => damage.Dispose());
        await hub.IdleAsync();
        Assert.Contains(Late + 10_001, DueTimes(hub.Path));
    }

    [Fact]
    public async Task Client_ReadsADamagedPage_GetsAnErrorWithTheRemedyAndOthersAreServed()
    {
        await using var hub = await SleepersAsync();
        using var damage = new LeafDamage(hub.Path, "instances");
        var id = $"{damage.Keys[0] - 1}";

        await ThrowsAsync<StoreWriteException>(() => hub.StartAsync("Say", id));
        await ThrowsAsync<StoreWriteException>(() => hub.RaiseAsync(id, "go", ""));
        await ThrowsAsync<StoreWriteException>(() => hub.Service.PurgeInstanceStateAsync(id));
        await ThrowsAsync<InvalidDataException>(() => hub.Service.PurgeInstanceStateAsync(
            new PurgeInstanceFilter(DateTime.MinValue, null, null)));
        await hub.StartAsync("Say", "new", "hello");
        Assert.Equal("hello", await hub.OutputAsync("new"));

        async Task ThrowsAsync<T>(Func<Task> call)
            where T : Exception => AssertSaysWhatToDo(hub, (await Assert.ThrowsAsync<T>(call)).Message);
    }

    /// <summary>Lets time pass, with a write at each second, which is done once all before it is.</summary>
    private static async Task PassAsync(TestHub hub, int seconds)
    {
        var said = "";
        for (var second = 0; second < seconds; second++)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
            await hub.StartAsync("Say", said = Guid.CreateVersion7().ToString());
        }

        await hub.Client.WaitForOrchestrationAsync(
            new OrchestrationInstance { InstanceId = said }, TimeSpan.MaxValue, TestContext.Current.CancellationToken);
    }

    private static List<long> DueTimes(string path)
    {
        using var database = SqliteDatabase.Open(path, create: false);
        using var statement = database.Prepare("SELECT due FROM timers");
        var times = new List<long>();
        while (statement.Step())
            times.Add(statement.Number(0));
        return times;
    }

    private static Task StartAsync(TestHub hub, string name) =>
        Task.WhenAll(Enumerable.Range(0, Instances).Select(i => hub.StartAsync(name, $"{i}", $"{i}")));

    private static void AssertSaysWhatToDo(TestHub hub, string message)
    {
        Assert.Contains(hub.Path, message, StringComparison.Ordinal);
        Assert.Contains("backup", message, StringComparison.Ordinal);
    }

    // Each sleeps for an hour, and then waits on.
    private async Task<TestHub> SleepersAsync()
    {
        var hub = await new TestHub()
            .Orchestration("Sleep", async (context, events, input) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
                _fired[input] = true;
                return await events.WaitAsync("go");
            })
            .Orchestration("Say", (_, _, input) => Task.FromResult(input))
            .StartAsync();
        await StartAsync(hub, "Sleep");
        await hub.IdleAsync();
        return hub;
    }
}
