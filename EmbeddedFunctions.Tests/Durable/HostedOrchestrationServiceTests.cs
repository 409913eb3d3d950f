using System.Reflection;
using DurableTask.Core;
using DurableTask.Core.History;
using EmbeddedFunctions.Durable.Hub;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class HostedOrchestrationServiceTests
{
    private static readonly TaskMessage Result = new()
    {
        OrchestrationInstance = new OrchestrationInstance { InstanceId = "1" },
        Event = new TaskCompletedEvent(-1, 0, "\"taken\""),
    };

    /// <summary>
    /// The dispatcher abandons a work item only once, so a drain that waited for the item would time out.
    /// </summary>
    [Fact]
    public async Task Drain_AbandonFailed_DoesNotWaitForTheWorkItem()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        using var service = new HostedOrchestrationService(
            DispatchProxy.Create<IOrchestrationService, FailingService>(), null, null, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        await service.LockNextTaskActivityWorkItem(TimeSpan.Zero, timeout.Token);
        await service.LockNextTaskOrchestrationWorkItemAsync(TimeSpan.Zero, timeout.Token);

        await Assert.ThrowsAsync<IOException>(() => service.AbandonTaskActivityWorkItemAsync(FailingService.Activity));
        await Assert.ThrowsAsync<IOException>(() => service.ReleaseTaskOrchestrationWorkItemAsync(FailingService.Orchestration));

        Assert.Equal(0, await service.DrainAsync(timeout.Token));
        Assert.False(timeout.IsCancellationRequested);
    }

    /// <summary>Azure Storage's provider fails after its own retries, about 27 s into an outage.</summary>
    [Fact]
    public async Task Complete_StoreThatFails_HoldsTheResultUntilItIsStored()
    {
        var time = new FakeTimeProvider();
        var store = DispatchProxy.Create<IOrchestrationService, FailingService>();
        using var service = new HostedOrchestrationService(
            store, null, null, time, NullLoggerFactory.Instance, CancellationToken.None);

        var completing = service.CompleteTaskActivityWorkItemAsync(FailingService.Activity, Result);
        for (var retry = 0; retry < 10; retry++)
            time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(completing.IsCompleted);
        ((FailingService)(object)store).IsBack = true;
        time.Advance(TimeSpan.FromSeconds(10));

        await completing;
    }

    [Fact]
    public async Task Complete_StoreThatFailsUntilTheStopEnds_AbandonsTheWorkItem()
    {
        using var timeout = new CancellationTokenSource();
        using var service = new HostedOrchestrationService(
            DispatchProxy.Create<IOrchestrationService, FailingService>(),
            null,
            null,
            new FakeTimeProvider(),
            NullLoggerFactory.Instance,
            CancellationToken.None);
        await service.LockNextTaskActivityWorkItem(TimeSpan.Zero, CancellationToken.None);
        var completing = service.CompleteTaskActivityWorkItemAsync(FailingService.Activity, Result);

        var draining = service.DrainAsync(timeout.Token);
        Assert.False(completing.IsCompleted);
        await timeout.CancelAsync();

        Assert.Equal(1, await draining);
        await Assert.ThrowsAsync<IOException>(() => completing);
    }

    [Fact]
    public void Failure_OfAWorkItem_PausesTheDispatcherForASecondAtMost()
    {
        using var service = new HostedOrchestrationService(
            DispatchProxy.Create<IOrchestrationService, FailingService>(), null, null, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);

        Assert.Equal(1, service.GetDelayInSecondsAfterOnProcessException(new IOException()));
    }
}
