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

    private static string NewId(string name) => $"{name}-{Guid.NewGuid():N}";

    private async Task<string> StartAsync(string name, string input, string? id = null)
    {
        id ??= NewId(name);
        await _hub.Client.CreateOrchestrationInstanceAsync(name, "", id, input);
        return id;
    }

    private async Task<OrchestrationState> RunAsync(string name, string input) =>
        await EndAsync(await StartAsync(name, input));

    private Task<OrchestrationState> EndAsync(string id) => _hub.UntilAsync(id, state => state?.OrchestrationStatus
        is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated);

    private Task<OrchestrationState> UntilAsync(string id, OrchestrationStatus status) =>
        _hub.UntilAsync(id, state => state?.OrchestrationStatus == status);

    private Task RaiseAsync(string id, string name, string value) =>
        _hub.Client.RaiseEventAsync(new OrchestrationInstance { InstanceId = id }, name, value);

    private Task<OrchestrationState> GetAsync(string id) =>
        _hub.ServiceClient.GetOrchestrationStateAsync(id, executionId: null);

    private static string Json(string text) => $"\"{text}\"";
}
