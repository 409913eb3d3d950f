using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>Base class of the contract's tests: helpers that run orchestrations on one provider's hub.</summary>
public abstract class ContractCases
{
    protected ContractCases(ContractHub hub)
    {
        Assert.SkipWhen(hub.Missing is not null, hub.Missing ?? "");
        Hub = hub;
    }

    protected ContractHub Hub { get; }

    protected static string NewId(string name) => $"{name}-{Guid.NewGuid():N}";

    protected async Task<string> StartAsync(string name, string input, string? id = null)
    {
        id ??= NewId(name);
        await Hub.Client.CreateOrchestrationInstanceAsync(name, "", id, input);
        return id;
    }

    protected async Task<OrchestrationState> RunAsync(string name, string input) =>
        await WaitForEndAsync(await StartAsync(name, input));

    protected Task<OrchestrationState> WaitForEndAsync(string id) => Hub.UntilAsync(id, state => state?.OrchestrationStatus
        is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated);

    protected Task<OrchestrationState> WaitForStatusAsync(string id, OrchestrationStatus status) =>
        Hub.UntilAsync(id, state => state?.OrchestrationStatus == status);

    protected Task RaiseAsync(string id, string name, string value) =>
        Hub.Client.RaiseEventAsync(new OrchestrationInstance { InstanceId = id }, name, value);

    /// <summary>Sends events named <c>item</c> with consecutive numbers as one batch.</summary>
    protected Task SendBatchAsync(string id, int first, int count) =>
        Hub.ServiceClient.SendTaskOrchestrationMessageBatchAsync([.. Enumerable.Range(first, count)
            .Select(i => new TaskMessage
            {
                OrchestrationInstance = new OrchestrationInstance { InstanceId = id },
                Event = new EventRaisedEvent(-1, Json(i.ToString(CultureInfo.InvariantCulture))) { Name = "item" },
            })]);

    protected Task<OrchestrationState> GetAsync(string id) =>
        Hub.ServiceClient.GetOrchestrationStateAsync(id, executionId: null);

    /// <summary>Parses the output of the <c>Collect</c> orchestration.</summary>
    protected static IEnumerable<int> ParseNumbers(string output) =>
        output.Trim('"').Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture));

    protected static string Json(string text) => $"\"{text}\"";
}
