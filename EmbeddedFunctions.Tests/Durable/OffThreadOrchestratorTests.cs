using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>
/// Pins how the framework treats an orchestrator that leaves its thread, and that this host reports it.
/// </summary>
public sealed class OffThreadOrchestratorTests
{
    [Theory]
    [InlineData(nameof(OffThreadOrchestrators.ConfiguresAwait))]
    [InlineData(nameof(OffThreadOrchestrators.CancelsAsynchronously))]
    public async Task Orchestrator_ThatLeavesItsThread_StaysRunningAndIsLogged(string orchestrator)
    {
        await using var app = await DurableApp.StartAsync(null, typeof(OffThreadOrchestrators));
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, app.Timeout);
        await app.SettleAsync(id);
        if (orchestrator == nameof(OffThreadOrchestrators.CancelsAsynchronously))
            await app.Client.RaiseEventAsync(id, "cancel", cancellation: app.Timeout);

        while (!app.App.Log.All.Any(line => line.Contains($"'{orchestrator}' never ends", StringComparison.Ordinal)))
        {
            app.Timeout.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await app.SettleAsync(id)).RuntimeStatus);
    }
}
