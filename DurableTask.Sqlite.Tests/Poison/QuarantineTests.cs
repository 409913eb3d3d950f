using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Poison;

/// <summary>Quarantined work runs by itself, and completes unless it ends the process.</summary>
public sealed class QuarantineTests
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);
    private static readonly string[] Slow = ["a", "b", "c"];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    public async Task Instance_RunningAtUnrelatedCrashes_CompletesLaterAndItsCrashCountIsCleared(int crashCount, int seconds)
    {
        await using var hub = new TestHub(options: new() { Path = "", ReadyQueueCapacity = 1 })
            .Orchestration("Wait", async (_, events, _) => await events.WaitAsync("a") + await events.WaitAsync("b"))
            .Orchestration("Any", (_, _, input) => Task.FromResult(input));
        await hub.StartAsync("Wait", "one");
        await hub.CrashAsync("one", crashCount);
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

    // Two kills while activities wait for a slow service: one at a time, they would wait for each other's whole time.
    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public async Task Activities_ThatAreSlow_StartTwoSecondsApartUnlessTheyAreProbablyPoison(int crashCount, int running)
    {
        using var entered = new SemaphoreSlim(0);
        var release = new TaskCompletionSource();
        await using var hub = new TestHub()
            .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Any", "", input))
            .Orchestration("Any", (_, _, input) => Task.FromResult(input))
            .Activity("Any", async text =>
            {
                entered.Release();
                await release.Task;
                return text;
            });
        await hub.StartAsync();
        foreach (var id in Slow)
        {
            await hub.StartAsync("Call", id, id);
            await EnterAsync();
        }

        await hub.ReopenAsync(start: false);
        using (var database = SqliteDatabase.Open(hub.Path, create: false))
            database.Execute($"UPDATE tasks SET deaths = {crashCount:D}");
        await hub.StartAsync();
        hub.Clock.Advance(TimeSpan.FromSeconds(1 << (crashCount - 1)));
        await EnterAsync();
        for (var i = 1; i <= Slow.Length; i++)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromMilliseconds(1));
            await hub.RunBesideAsync("Any", $"early{i}");
            Assert.Equal(0, entered.CurrentCount);
            hub.Clock.Advance(TimeSpan.FromMilliseconds(1));
            if (i < running)
                await EnterAsync();
        }

        release.SetResult();
        foreach (var id in Slow)
            Assert.Equal(id, await hub.OutputAsync(id));
        Assert.Single(hub.Logs.Messages, line => line.Contains("running at two crashes", StringComparison.Ordinal));

        async Task EnterAsync() => Assert.True(await entered.WaitAsync(WaitTimeout, TestContext.Current.CancellationToken));
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
        await hub.CrashAsync("any", crashCount: 3);
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
}
