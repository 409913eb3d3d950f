using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests;

public sealed class TimerTests
{
    [Fact]
    public async Task Timer_ClockAdvancedToDue_RestHasRunWhenIdle()
    {
        await using var hub = await new TestHub()
            .Orchestration("Wait", async (context, _, _) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(1), "");
                return await context.ScheduleTask<string>("Echo", "", "after");
            })
            .Activity("Echo", Task.FromResult)
            .StartAsync();

        var instance = await hub.Client.CreateOrchestrationInstanceAsync("Wait", "", "one", "");
        await hub.Service.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(hub.Clock.GetUtcNow().AddMinutes(1), hub.Service.NextTimerDue);

        hub.Clock.Advance(TimeSpan.FromSeconds(59.999));
        await hub.Service.WhenIdleAsync(TestContext.Current.CancellationToken);
        var early = await hub.Client.GetOrchestrationStateAsync(instance);
        Assert.Equal(OrchestrationStatus.Running, early.OrchestrationStatus);

        hub.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await hub.Service.WhenIdleAsync(TestContext.Current.CancellationToken);
        var state = await hub.Client.GetOrchestrationStateAsync(instance);
        Assert.Equal(OrchestrationStatus.Completed, state.OrchestrationStatus);
        Assert.Equal("\"after\"", state.Output);
        Assert.Equal(hub.Clock.GetUtcNow().UtcDateTime, state.CompletedTime);
        Assert.Null(hub.Service.NextTimerDue);
    }
}
