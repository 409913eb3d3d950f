using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;
using Newtonsoft.Json;

namespace DurableTask.Sqlite.Tests.Client;

public sealed class WaitTests
{
    [Fact]
    public async Task WaitForEnd_EndsLater_ReturnsItsState()
    {
        await using var hub = await HubWaitingForEvent().StartAsync();
        var wait = hub.Service.WaitForOrchestrationAsync(
            "one", null, Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        await hub.StartAsync("Ask", "one");
        await hub.IdleAsync();
        Assert.False(wait.IsCompleted);

        await hub.RaiseAsync("one", "go", "on");
        Assert.Equal("\"on\"", (await wait)!.Output);
    }

    [Fact]
    public async Task WaitForEnd_EndsLater_StateEqualsTheStoredState()
    {
        await using var hub = await HubWaitingForEvent().StartAsync();
        await hub.StartAsync("Ask", "one", "input");
        var wait = hub.Service.WaitForOrchestrationAsync(
            "one", null, Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        await hub.IdleAsync();
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await hub.RaiseAsync("one", "go", "on");

        // Both states are compared as JSON, so that a field missing from either one fails the test.
        var waited = JsonConvert.SerializeObject(await wait);
        Assert.Equal(JsonConvert.SerializeObject(await hub.StateAsync("one")), waited);
        Assert.Contains("input", waited, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForStart_StartsLater_ReturnsItsState()
    {
        await using var hub = HubWaitingForEvent();
        await hub.StartAsync("Ask", "one");
        var wait = hub.Service.WaitForOrchestrationStartAsync(
            "one", Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);

        await hub.StartAsync();
        Assert.Equal(OrchestrationStatus.Running, (await wait)!.OrchestrationStatus);
    }

    [Fact]
    public async Task Wait_TimeoutElapses_ReturnsNull()
    {
        await using var hub = await HubWaitingForEvent().StartAsync();
        await hub.StartAsync("Ask", "one");
        var wait = hub.Service.WaitForOrchestrationAsync(
            "one", null, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await wait);
    }

    [Fact]
    public async Task Wait_InstanceReplaced_TimeoutIsNotRestarted()
    {
        await using var hub = await HubWaitingForEvent().StartAsync();
        await hub.StartAsync("Ask", "one");
        var wait = hub.Service.WaitForOrchestrationAsync(
            "one", null, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        hub.Clock.Advance(TimeSpan.FromSeconds(40));
        await hub.Client.CreateOrchestrationInstanceAsync("Ask", "", "one", "", null, dedupeStatuses: []);
        await hub.IdleAsync();
        hub.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await wait.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Wait_Cancelled_Throws()
    {
        await using var hub = HubWaitingForEvent();
        using var cancellation = new CancellationTokenSource();
        var wait = hub.Service.WaitForOrchestrationAsync("one", null, TimeSpan.MaxValue, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static TestHub HubWaitingForEvent() => new TestHub()
        .Orchestration("Ask", (_, events, _) => events.WaitAsync("go"));
}
