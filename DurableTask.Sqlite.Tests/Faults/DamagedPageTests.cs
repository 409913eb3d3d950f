using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Tests.Checking;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Faults;

/// <summary>A leaf is damaged while the store is open, or unseen by the start of a large one: what is on other pages goes on.</summary>
public sealed class DamagedPageTests
{
    private const int Instances = 200;

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
    public async Task DueTimers_FirstPageOfTheirIndexIsDamaged_OtherWorkGoesOn()
    {
        await using var hub = await SleepersAsync();
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            database.Execute("INSERT INTO timers SELECT due * 2, row, n.column1 FROM timers, (VALUES (1), (2), (3), (4)) AS n");
        using var damage = new LeafDamage(hub.Path, "timers", number: 0);

        hub.Clock.Advance(TimeSpan.FromHours(1));
        for (var second = 0; second < 180; second++)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
            await hub.StartAsync("Say", $"said {second}");
        }

        await hub.Client.WaitForOrchestrationAsync(
            new OrchestrationInstance { InstanceId = "said 179" },
            TimeSpan.MaxValue,
            TestContext.Current.CancellationToken);
        Assert.Empty(_fired);
        Assert.InRange(hub.Logs.Messages.Count, 2, 4);
        Assert.All(hub.Logs.Messages, message => AssertSaysWhatToDo(hub, message));
    }

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
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(i => hub.StartAsync("Sleep", $"{i}", $"{i}")));
        await hub.IdleAsync();
        return hub;
    }
}
