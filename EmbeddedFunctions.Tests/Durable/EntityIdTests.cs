using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>Instance ids that begin with '@' are those of entities, which the worker's client refuses.</summary>
public sealed class EntityIdTests : IAsyncLifetime
{
    private const string EntityId = "@counter@one";

    private static readonly Dictionary<string, Func<DurableTaskClient, CancellationToken, Task>> Calls = new()
    {
        ["schedule"] = (client, stop) => client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Orchestrators.Version), new StartOrchestrationOptions(EntityId), stop),
        ["restart"] = (client, stop) => client.RestartAsync(EntityId, cancellation: stop),
        ["raise event"] = (client, stop) => client.RaiseEventAsync(EntityId, "approval", stop),
        ["terminate"] = (client, stop) => client.TerminateInstanceAsync(EntityId, stop),
        ["suspend"] = (client, stop) => client.SuspendInstanceAsync(EntityId, stop),
        ["resume"] = (client, stop) => client.ResumeInstanceAsync(EntityId, stop),
        ["get"] = (client, stop) => client.GetInstanceAsync(EntityId, stop),
        ["query"] = (client, stop) => client
            .GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = EntityId }).CountAsync(stop).AsTask(),
        ["history"] = (client, stop) => client.GetOrchestrationHistoryAsync(EntityId, stop),
        ["wait for start"] = (client, stop) => client.WaitForInstanceStartAsync(EntityId, stop),
        ["wait for completion"] = (client, stop) => client.WaitForInstanceCompletionAsync(EntityId, stop),
    };

    private DurableApp _app = null!;

    public static TheoryData<string> Names => [.. Calls.Keys];

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync(null, typeof(EntityCallers));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Client_CalledWithTheIdOfAnEntity_Throws(string call)
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => Calls[call](_app.Client, _app.Timeout));

        Assert.Contains("'@' are reserved for entities", fault.Message, StringComparison.Ordinal);
    }

    // An instance that was started with such an id in a former version can be removed.
    [Fact]
    public async Task Purge_OfTheIdOfAnEntity_FindsNone() =>
        Assert.Equal(0, (await _app.Client.PurgeInstanceAsync(EntityId, _app.Timeout)).PurgedInstanceCount);

    [Theory]
    [InlineData(nameof(EntityCallers.CallsOrchestratorOfId))]
    [InlineData(nameof(EntityCallers.SendsEventTo))]
    public async Task Orchestrator_UsesTheIdOfAnEntity_Fails(string orchestrator)
    {
        var instance = await _app.RunAsync(orchestrator, EntityId);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("'@' are reserved for entities", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }
}
