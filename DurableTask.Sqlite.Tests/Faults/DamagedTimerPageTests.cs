using System.Collections.Concurrent;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Checking;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>A page that timers need is damaged while the store is open: other work continues.</summary>
public sealed class DamagedTimerPageTests
{
    private static readonly long Late = new DateTime(2040, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly ConcurrentDictionary<string, bool> _fired = [];

    [Fact]
    public async Task DueTimer_OfAnInstanceOnADamagedPage_DelaysNoOther()
    {
        await using var hub = await DamagedHub.StartWithSleepersAsync(id => _fired[id] = true);
        var damage = new LeafDamage(hub.Path, "instances");
        var damaged = damage.Keys;
        Assert.InRange(damaged.Count, 1, DamagedHub.Instances / 2);

        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.IdleAsync();
        Assert.Equal(DamagedHub.Instances - damaged.Count, _fired.Count);
        Assert.DoesNotContain(damaged, row => _fired.ContainsKey($"{row - 1}"));
        Assert.Equal(damaged.Count, hub.Logs.Messages.Count);
        Assert.All(hub.Logs.Messages, message => hub.AssertReportsTheRemedy(message));

        // They are retried, but rarely.
        Assert.Equal(hub.Clock.GetUtcNow().AddMinutes(10), hub.Service.NextTimerDue);
        for (var minute = 0; minute < 30; minute++)
        {
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
            await hub.IdleAsync();
        }

        Assert.Equal(damaged.Count * 4, hub.Logs.Messages.Count);
        Assert.Equal(DamagedHub.Instances - damaged.Count, _fired.Count);

        await hub.ReopenAsync(whileClosed: _ => damage.Dispose());
        await hub.IdleAsync();
        Assert.Equal(DamagedHub.Instances, _fired.Count);
    }

    // The timers of the damaged page can't be distinguished from others by their time.
    [Fact]
    public async Task DueTimers_FirstPageOfTheirIndexIsDamaged_OtherWorkContinues()
    {
        await using var hub = await DamagedHub.StartWithSleepersAsync(id => _fired[id] = true);
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            database.Execute("INSERT INTO timers SELECT due * 2, row, n.column1 FROM timers, (VALUES (1), (2), (3), (4)) AS n");
        using var damage = new LeafDamage(hub.Path, "timers", number: 0);

        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.PassAsync(seconds: 90);
        Assert.Empty(_fired);
        Assert.InRange(hub.Logs.Messages.Count, 1, 3);
        Assert.All(hub.Logs.Messages, message => hub.AssertReportsTheRemedy(message));
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
        await hub.PassAsync(seconds: 90);
        Assert.InRange(episodes, 2, 7);
        Assert.InRange(hub.Logs.Messages.Count, 2, 7);
        Assert.All(hub.Logs.Messages, message => hub.AssertReportsTheRemedy(message));
        Assert.Contains("'one'", hub.Logs.Messages.First(), StringComparison.Ordinal);

        await hub.ReopenAsync(whileClosed: _ => damage.Dispose());
        await hub.IdleAsync();
        Assert.Contains(Late + 10_001, DueTimes(hub.Path));
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
}
