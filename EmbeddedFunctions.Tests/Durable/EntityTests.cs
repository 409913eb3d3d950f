using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>Entities are not supported: an app with an entity function fails to start (StartRefusalTests), and a call to an entity fails immediately.</summary>
public sealed class EntityTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync(null, typeof(EntityCallers));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Orchestrator_CallsAnEntity_Fails()
    {
        var instance = await _app.RunAsync(nameof(EntityCallers.Counts));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal(
            "Orchestrator 'Counts': durable entities are not supported here.", instance.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public void Client_Entities_ThrowsNotSupported() =>
        Assert.Throws<NotSupportedException>(() => _app.Client.Entities);
}
