using System.Reflection;
using DurableTask.Core;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>Orchestration services that an app's factory returns and that can't run its functions.</summary>
public sealed class UnusableServiceTests
{
    [Fact]
    public async Task Factory_ReturnsNull_RefusesTheStartByName() => Assert.Equal(
        "The factory that UseOrchestrationService was given returned null.", await RefusalOfAsync(null));

    [Fact]
    public async Task Service_WithoutClients_RefusesTheStart() => Assert.EndsWith(
        "can't be used: it isn't an IOrchestrationServiceClient.",
        await RefusalOfAsync(DispatchProxy.Create<IOrchestrationService, FailingService>()),
        StringComparison.Ordinal);

    private static async Task<string> RefusalOfAsync(IOrchestrationService? service)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => SampleApp.StartAsync(
            [typeof(Orchestrators)], builder => builder.UseOrchestrationService(_ => service!)));
        return refused.Message;
    }
}
