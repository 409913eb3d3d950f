using DurableTask.Core;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Service;

/// <summary>A disposed service: pending calls end, and the file is released.</summary>
public sealed class DisposedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispose_WithWaits_EndsThem()
    {
        await using var hub = new TestHub();
        await hub.Service.CreateAsync("one");
        var service = hub.Service;
        Task[] waits =
        [
            service.WaitForOrchestrationAsync("one", null, Timeout.InfiniteTimeSpan, Cancellation),
            service.WaitForOrchestrationStartAsync("one", Timeout.InfiniteTimeSpan, Cancellation),
            service.WhenIdleAsync(Cancellation),
        ];

        await service.DisposeAsync();
        foreach (var wait in waits)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(
                () => wait.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        }
    }

    [Fact]
    public async Task Use_AfterDispose_Throws()
    {
        await using var hub = new TestHub();
        var service = hub.Service;
        await service.CreateAsync("one");
        await service.DisposeAsync();

        Func<Task>[] uses =
        [
            () => service.StartAsync(),
            () => service.CreateAsync("two"),
            () => hub.RaiseAsync("one", "go", ""),
            () => service.GetOrchestrationStateAsync("one", executionId: null),
            () => service.GetOrchestrationHistoryAsync("one", executionId: null),
            () => service.GetOrchestrationWithQueryAsync(new OrchestrationQuery(), Cancellation),
            () => service.PurgeInstanceStateAsync("one"),
            () => service.PurgeInstanceStateAsync(new PurgeInstanceFilter(DateTime.MinValue, null, null)),
            () => service.DeleteAsync(),
            () => service.WaitForOrchestrationAsync("one", null, Timeout.InfiniteTimeSpan, Cancellation),
            () => service.WhenIdleAsync(Cancellation),
        ];
        foreach (var use in uses)
            await Assert.ThrowsAsync<ObjectDisposedException>(() => use().WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task Take_AfterDispose_FindsNothingAndLogsNothing()
    {
        await using var hub = new TestHub();
        // Waits in the file, not in memory.
        await hub.Service.CreateAsync("one", new string('x', 20_000));
        await hub.Service.DisposeAsync();

        using var cancellation = new CancellationTokenSource();
        var taken = hub.Service.LockNextTaskOrchestrationWorkItemAsync(TimeSpan.MaxValue, cancellation.Token);
        await cancellation.CancelAsync();
        Assert.Null(await taken);
        Assert.Empty(hub.Logs.Messages);
    }

    // The worker should stop first; if it has not, its work is left to the next start.
    [Fact]
    public async Task Dispose_WorkerStillRuns_LogsNothingAndLosesNothing()
    {
        var go = new TaskCompletionSource();
        await using var hub = await new TestHub()
            .Orchestration("Call", (context, _, input) => context.ScheduleTask<string>("Send", "", input))
            .Activity("Send", async text =>
            {
                await go.Task;
                return text;
            })
            .StartAsync();
        await hub.StartAsync("Call", "one", "x");
        while (hub.Service.Counts.ActivitiesInFlight == 0)
            await Task.Yield();

        await hub.Service.DisposeAsync();
        go.SetResult();
        await hub.ReopenAsync();
        Assert.Equal("x", await hub.OutputAsync("one"));
        Assert.Empty(hub.Logs.Messages);
    }
}
