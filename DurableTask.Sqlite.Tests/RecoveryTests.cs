using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests;

public sealed class RecoveryTests
{
    [Fact]
    public async Task Reopen_PendingInstance_Runs()
    {
        await using var hub = Greeter();
        var instance = await hub.Client.CreateOrchestrationInstanceAsync("Greet", "", "one", "you");

        await hub.ReopenAsync();
        await hub.Service.WhenIdleAsync(TestContext.Current.CancellationToken);

        Assert.Equal("\"hello you\"", (await hub.Client.GetOrchestrationStateAsync(instance)).Output);
    }

    [Fact]
    public async Task Reopen_TimerOverdue_FiresAtOnce()
    {
        await using var hub = await Greeter().StartAsync();
        var instance = await hub.Client.CreateOrchestrationInstanceAsync("Sleep", "", "one", "you");
        await hub.Service.WhenIdleAsync(TestContext.Current.CancellationToken);

        await hub.ReopenAsync(start: false);
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.StartAsync();
        await hub.Service.WhenIdleAsync(TestContext.Current.CancellationToken);

        Assert.Equal("\"hello you\"", (await hub.Client.GetOrchestrationStateAsync(instance)).Output);
    }

    [Fact]
    public async Task Reopen_EventForPendingInstance_BothTaken()
    {
        await using var hub = Greeter();
        var instance = await hub.Client.CreateOrchestrationInstanceAsync("Ask", "", "one", "");
        await hub.Client.RaiseEventAsync(instance, "name", "you");

        await hub.ReopenAsync();
        await hub.Service.WhenIdleAsync(TestContext.Current.CancellationToken);

        Assert.Equal("\"hello you\"", (await hub.Client.GetOrchestrationStateAsync(instance)).Output);
    }

    private static TestHub Greeter() => new TestHub()
        .Orchestration("Greet", (context, _, input) => context.ScheduleTask<string>("Hello", "", input))
        .Orchestration("Sleep", async (context, _, input) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), "");
            return await context.ScheduleTask<string>("Hello", "", input);
        })
        .Orchestration("Ask", async (_, events, _) => "hello " + await events.WaitAsync("name"))
        .Activity("Hello", name => Task.FromResult("hello " + name));
}
