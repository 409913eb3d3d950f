using System.Globalization;
using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Service;

/// <summary>At each stage of an orchestration, the service stops or crashes, and another one continues.</summary>
public sealed class RecoveryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pending_Recovered_Runs(bool crash)
    {
        await using var hub = Hub();
        await hub.StartAsync("Greet", "one", "you");

        await RecoverAsync(hub, crash);
        Assert.Equal("hello you", await hub.OutputAsync("one"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PendingWithEvent_Recovered_ReceivesBoth(bool crash)
    {
        await using var hub = Hub();
        await hub.StartAsync("Ask", "one");
        await hub.RaiseAsync("one", "name", "you");

        await RecoverAsync(hub, crash);
        Assert.Equal("hello you", await hub.OutputAsync("one"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WaitingForEvent_Recovered_ReceivesItLater(bool crash)
    {
        await using var hub = await Hub().StartAsync();
        await hub.StartAsync("Ask", "one");
        await hub.IdleAsync();

        await RecoverAsync(hub, crash);
        await hub.RaiseAsync("one", "name", "you");
        Assert.Equal("hello you", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task WaitingForEvent_WorkerStoppedAndAnotherStarted_ReceivesItLater()
    {
        await using var hub = await Hub().StartAsync();
        await hub.StartAsync("Ask", "one");
        await hub.IdleAsync();
        await hub.Worker!.StopAsync(isForced: true);

        await hub.RaiseAsync("one", "name", "you");
        await hub.StartAsync();
        Assert.Equal("hello you", await hub.OutputAsync("one"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task InActivity_Recovered_RunsTheActivityAgain(bool crash)
    {
        var runs = 0;
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var hub = Hub().Activity("Block", async text =>
        {
            if (Interlocked.Increment(ref runs) == 1)
            {
                entered.SetResult();
                await release.Task;
            }

            return text;
        });
        await hub.StartAsync();
        await hub.StartAsync("Blocked", "one", "x");
        await entered.Task;

        await RecoverAsync(hub, crash);
        Assert.Equal("x", await hub.OutputAsync("one"));
        Assert.Equal(2, runs);
        release.SetResult();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TimerPending_Recovered_FiresWhenDueAndNotBefore(bool crash)
    {
        await using var hub = await Hub().StartAsync();
        await hub.StartAsync("Sleep", "one", "you");
        await hub.IdleAsync();

        await RecoverAsync(hub, crash);
        hub.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Running, (await hub.StateAsync("one"))!.OrchestrationStatus);
        hub.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("hello you", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task TimerOverdue_Recovered_FiresAtOnce()
    {
        await using var hub = await Hub().StartAsync();
        await hub.StartAsync("Sleep", "one", "you");
        await hub.IdleAsync();

        await hub.ReopenAsync(start: false);
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.StartAsync();
        Assert.Equal("hello you", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Suspended_Recovered_StaysSuspendedUntilResumed()
    {
        await using var hub = await Hub().StartAsync();
        await hub.StartAsync("Ask", "one");
        await hub.IdleAsync();
        var instance = new OrchestrationInstance { InstanceId = "one" };
        await hub.Client.SuspendInstanceAsync(instance);
        await hub.RaiseAsync("one", "name", "you");
        await hub.IdleAsync();

        await RecoverAsync(hub, crash: true);
        await hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Suspended, (await hub.StateAsync("one"))!.OrchestrationStatus);
        await hub.Client.ResumeInstanceAsync(instance);
        Assert.Equal("hello you", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task ContinuedAsNew_Recovered_ContinuesFromThere()
    {
        await using var hub = await Hub().StartAsync();
        await hub.StartAsync("Count", "one", "0");
        for (var i = 0; i < 5; i++)
        {
            await hub.RaiseAsync("one", "more", "");
            await RecoverAsync(hub, crash: i % 2 == 0);
            await hub.IdleAsync();
        }

        Assert.Equal("5", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task WaitingForSubOrchestration_Recovered_ReceivesItsResult()
    {
        await using var hub = await Hub().StartAsync();
        await hub.StartAsync("Parent", "one");
        await hub.IdleAsync();

        await RecoverAsync(hub, crash: true);
        await hub.RaiseAsync("one-child", "name", "you");
        Assert.Equal("hello you", await hub.OutputAsync("one"));
    }

    private static Task RecoverAsync(TestHub hub, bool crash) => crash ? hub.CrashAsync() : hub.ReopenAsync();

    private static TestHub Hub() => new TestHub()
        .Orchestration("Greet", (context, _, input) => context.ScheduleTask<string>("Hello", "", input))
        .Orchestration("Blocked", (context, _, input) => context.ScheduleTask<string>("Block", "", input))
        .Orchestration("Sleep", async (context, _, input) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
            return await context.ScheduleTask<string>("Hello", "", input);
        })
        .Orchestration("Parent", (context, _, input) =>
            context.CreateSubOrchestrationInstance<string>("Ask", "", "one-child", input))
        .Orchestration("Count", async (context, events, input) =>
        {
            await events.WaitAsync("more");
            var so = int.Parse(input, CultureInfo.InvariantCulture) + 1;
            if (so < 5)
                context.ContinueAsNew($"{so}");
            return $"{so}";
        })
        .Orchestration("Ask", async (_, events, _) => "hello " + await events.WaitAsync("name"))
        .Activity("Hello", name => Task.FromResult("hello " + name));
}
