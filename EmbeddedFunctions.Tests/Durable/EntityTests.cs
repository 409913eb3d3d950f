using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>An entity function stops the start (StartRefusalTests); whoever calls one all the same is told at once.</summary>
public sealed class EntityTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync(null, typeof(EntityCallers));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Entity_CalledByAnOrchestrator_FailsIt()
    {
        var instance = await _app.RunAsync(nameof(EntityCallers.Counts));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("entities are disabled", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_OfTheClient_AreNotSupported() =>
        Assert.Throws<NotSupportedException>(() => _app.Client.Entities);
}
