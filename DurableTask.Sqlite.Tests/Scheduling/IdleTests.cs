using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Scheduling;

public sealed class IdleTests
{
    [Fact]
    public async Task WhenIdle_ActivityIsLocked_WaitsForIt()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var hub = await new TestHub()
            .Orchestration("Say", (context, _, input) => context.ScheduleTask<string>("Block", "", input))
            .Activity("Block", async text =>
            {
                entered.SetResult();
                await release.Task;
                return text;
            })
            .StartAsync();
        await hub.StartAsync("Say", "one", "x");
        await entered.Task;

        var idle = hub.Service.WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.False(idle.IsCompleted);
        release.SetResult();
        await idle;
        Assert.Equal("x", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task WhenIdle_NothingToDo_EndsAtOnce()
    {
        await using var hub = await new TestHub().StartAsync();
        await hub.IdleAsync();

        Assert.True(hub.Service.WhenIdleAsync(TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task WhenIdle_Cancelled_StopsWaiting()
    {
        await using var hub = new TestHub();
        await hub.StartAsync("Unused", "one");

        using var cancellation = new CancellationTokenSource();
        var idle = hub.Service.WhenIdleAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => idle);
    }

    [Fact]
    public async Task WhenIdle_AfterEachOfManyAdvances_EverythingDueHasRun()
    {
        await using var hub = await new TestHub()
            .Orchestration("Steps", async (context, _, _) =>
            {
                for (var i = 0; i < 50; i++)
                    await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(1), "");
                return "done";
            })
            .StartAsync();
        await hub.StartAsync("Steps", "one");
        for (var i = 0; i < 50; i++)
        {
            await hub.IdleAsync();
            Assert.Equal(hub.Clock.GetUtcNow().AddMinutes(1), hub.Service.NextTimerDue);
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("done", await hub.OutputAsync("one"));
    }
}
