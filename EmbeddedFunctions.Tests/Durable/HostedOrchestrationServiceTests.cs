using System.Reflection;
using DurableTask.Core;
using EmbeddedFunctions.Durable;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class HostedOrchestrationServiceTests
{
    /// <summary>The dispatcher asks once and goes on, so a stop that waited for the item would wait its whole time.</summary>
    [Fact]
    public async Task Drain_AfterTheStoreCouldntTakeWorkBack_WaitsForNothing()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        using var service = new HostedOrchestrationService(
            DispatchProxy.Create<IOrchestrationService, FailingService>(), null, null);
        await service.LockNextTaskActivityWorkItem(TimeSpan.Zero, patience.Token);
        await service.LockNextTaskOrchestrationWorkItemAsync(TimeSpan.Zero, patience.Token);

        await Assert.ThrowsAsync<IOException>(() => service.AbandonTaskActivityWorkItemAsync(FailingService.Activity));
        await Assert.ThrowsAsync<IOException>(() => service.ReleaseTaskOrchestrationWorkItemAsync(FailingService.Orchestration));

        Assert.Equal(0, await service.DrainAsync(patience.Token));
        Assert.False(patience.IsCancellationRequested);
    }
}
