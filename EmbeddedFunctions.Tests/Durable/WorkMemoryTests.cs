using DurableTask.Core;
using DurableTask.Core.History;
using EmbeddedFunctions.Durable.Hub;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>Work items in flight take memory by the size of their texts.</summary>
public sealed class WorkMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Reserve_MoreThanIsAvailable_WaitsUntilAnItemIsDone()
    {
        using var memory = new WorkMemory(60L * Megabyte);
        using var first = await memory.ReserveAsync(Activity(500_000), TestContext.Current.CancellationToken);
        var second = memory.ReserveAsync(Activity(500_000), TestContext.Current.CancellationToken);

        Assert.True(first.IsAcquired);
        Assert.False(second.IsCompleted);
        first.Dispose();
        using var lease = await second;
        Assert.True(lease.IsAcquired);
    }

    [Fact]
    public async Task Reserve_ForSmallItems_GrantsAtOnce()
    {
        using var memory = new WorkMemory(256L * Megabyte);
        for (var i = 0; i < 1_000; i++)
        {
            var lease = memory.ReserveAsync(Activity(20), TestContext.Current.CancellationToken);
            Assert.True(lease.IsCompleted);
            await lease;
        }
    }

    [Fact]
    public async Task Reserve_ForAnItemLargerThanAllMemory_LetsOnlyItRun()
    {
        using var memory = new WorkMemory(Megabyte);
        using var lease = await memory.ReserveAsync(Orchestration(10 * Megabyte), TestContext.Current.CancellationToken);

        Assert.True(lease.IsAcquired);
        var second = memory.ReserveAsync(Activity(1), TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
    }

    private static TaskActivityWorkItem Activity(int characters) => new()
    {
        TaskMessage = new TaskMessage { Event = new TaskScheduledEvent(0, "Send", "", new string('x', characters)) },
    };

    private static TaskOrchestrationWorkItem Orchestration(int characters) => new()
    {
        NewMessages = [new TaskMessage { Event = new ExecutionStartedEvent(-1, new string('x', characters)) }],
    };
}
