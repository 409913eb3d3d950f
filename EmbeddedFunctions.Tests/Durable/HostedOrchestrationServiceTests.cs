using System.Reflection;
using DurableTask.Core;
using EmbeddedFunctions.Durable;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class HostedOrchestrationServiceTests
{
    /// <summary>The dispatcher abandons a work item only once, so a drain that waited for the item would time out.</summary>
    [Fact]
    public async Task Drain_AbandonFailed_DoesNotWaitForTheWorkItem()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        using var service = new HostedOrchestrationService(
            DispatchProxy.Create<IOrchestrationService, FailingService>(), null, null, TimeProvider.System, CancellationToken.None);
        await service.LockNextTaskActivityWorkItem(TimeSpan.Zero, timeout.Token);
        await service.LockNextTaskOrchestrationWorkItemAsync(TimeSpan.Zero, timeout.Token);

        await Assert.ThrowsAsync<IOException>(() => service.AbandonTaskActivityWorkItemAsync(FailingService.Activity));
        await Assert.ThrowsAsync<IOException>(() => service.ReleaseTaskOrchestrationWorkItemAsync(FailingService.Orchestration));

        Assert.Equal(0, await service.DrainAsync(timeout.Token));
        Assert.False(timeout.IsCancellationRequested);
    }

    [Fact]
    public void Failure_OfAWorkItem_PausesTheDispatcherForASecondAtMost()
    {
        using var service = new HostedOrchestrationService(
            DispatchProxy.Create<IOrchestrationService, FailingService>(), null, null, TimeProvider.System, CancellationToken.None);

        Assert.Equal(1, service.GetDelayInSecondsAfterOnProcessException(new IOException()));
    }
}
