using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>
/// What a storage provider of the Durable Task Framework does, as far as its callers can see it. Each subclass runs
/// the same cases on one provider.
/// </summary>
public abstract partial class OrchestrationServiceContract
{
    private readonly ContractHub _hub;

    protected OrchestrationServiceContract(ContractHub hub)
    {
        Assert.SkipWhen(hub.Missing is not null, hub.Missing ?? "");
        _hub = hub;
    }

    protected static string NewId(string name) => $"{name}-{Guid.NewGuid():N}";

    protected async Task<string> StartAsync(string name, string input, string? id = null)
    {
        id ??= NewId(name);
        await _hub.Client.CreateOrchestrationInstanceAsync(name, "", id, input);
        return id;
    }

    protected async Task<OrchestrationState> RunAsync(string name, string input) =>
        await EndAsync(await StartAsync(name, input));

    protected Task<OrchestrationState> EndAsync(string id) => _hub.UntilAsync(id, state => state?.OrchestrationStatus
        is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated);

    protected Task<OrchestrationState> UntilAsync(string id, OrchestrationStatus status) =>
        _hub.UntilAsync(id, state => state?.OrchestrationStatus == status);

    protected Task RaiseAsync(string id, string name, string value) =>
        _hub.Client.RaiseEventAsync(new OrchestrationInstance { InstanceId = id }, name, value);

    protected Task<OrchestrationState> GetAsync(string id) =>
        _hub.ServiceClient.GetOrchestrationStateAsync(id, executionId: null);

    protected static string Json(string text) => $"\"{text}\"";
}
