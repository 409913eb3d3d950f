using System.Diagnostics;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Tracing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>Starts and restarts instances.</summary>
internal sealed class InstanceStarter(
    IOrchestrationServiceClient service,
    InstanceReader reader,
    InstanceWaiter waiter,
    InstanceMessenger messenger,
    DurableTaskClientOptions options,
    TimeProvider time)
{
    public async Task<string> StartAsync(
        TaskName orchestratorName, object? input, StartOrchestrationOptions? start, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name);

        var started = new ExecutionStartedEvent(-1, options.DataConverter.Serialize(input))
        {
            Name = orchestratorName.Name,
            Version = start?.Version?.Version ?? options.DefaultVersion,
            ScheduledStartTime = start?.StartAt?.UtcDateTime,
            Tags = start?.Tags.ToDictionary() ?? [],
        };
        return await CreateAsync(
            start?.InstanceId ?? NewInstanceId(), started, DedupeStatuses(start?.DedupeStatuses), cancellationToken);
    }

    /// <summary>Starts an instance again with the input, version and tags that it had.</summary>
    /// <exception cref="InvalidOperationException">The id is to be reused, and the instance has not ended.</exception>
    public async Task<string> RestartAsync(string instanceId, bool withNewId, CancellationToken cancellationToken)
    {
        var state = await reader.RequireStateAsync(instanceId, cancellationToken);
        if (!withNewId && state.OrchestrationStatus.IsLive())
        {
            throw new InvalidOperationException(
                $"The instance '{instanceId}' is {state.OrchestrationStatus}: only one that has ended "
                + "can be restarted under its own id.");
        }

        var started = new ExecutionStartedEvent(-1, state.Input)
        {
            Name = state.Name,
            Version = state.Version ?? string.Empty,
            Tags = state.Tags,
        };
        return await CreateAsync(
            withNewId ? NewInstanceId() : instanceId, started, InstanceStatuses.Live, cancellationToken);
    }

    /// <summary>Ids in time order keep a store's index small in memory.</summary>
    private string NewInstanceId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    private async Task<string> CreateAsync(
        string instanceId, ExecutionStartedEvent started, OrchestrationStatus[] dedupe,
        CancellationToken cancellationToken)
    {
        var instance =
            new OrchestrationInstance { InstanceId = instanceId, ExecutionId = Guid.NewGuid().ToString("N") };
        started.OrchestrationInstance = instance;
        started.Timestamp = time.GetUtcNow().UtcDateTime;
        // The spans of an unsampled trace are not exported, and its context would cost about 150 bytes in the history.
        if (Activity.Current is { Id: { } id, Recorded: true } activity)
            started.ParentTraceContext = new DistributedTraceContext(id, activity.TraceStateString);

        await TerminateReplacedAsync(instanceId, dedupe, cancellationToken);
        await service.CreateTaskOrchestrationAsync(
            new TaskMessage { OrchestrationInstance = instance, Event = started }, dedupe);
        return instanceId;
    }

    /// <summary>
    /// The client's contract: a live instance that the caller allows to be replaced is terminated first.
    /// </summary>
    private async Task TerminateReplacedAsync(
        string instanceId, OrchestrationStatus[] dedupe, CancellationToken cancellationToken)
    {
        if (InstanceStatuses.Live.All(dedupe.Contains))
            return;

        if (dedupe.Contains(OrchestrationStatus.Terminated))
        {
            throw new ArgumentException(
                "The dedupe statuses can't name Terminated and yet allow a running instance to be replaced: "
                + "it's terminated first.");
        }

        var existing = await reader.GetAsync(instanceId, withData: false, cancellationToken);
        if (existing?.RuntimeStatus.ToCore() is { } status && status.IsLive() && !dedupe.Contains(status))
        {
            await messenger.TerminateAsync(
                instanceId, new TerminateInstanceOptions("Replaced by a new instance of the same id."),
                cancellationToken);
            await waiter.WaitForCompletionAsync(instanceId, withData: false, cancellationToken);
        }
    }

    private static OrchestrationStatus[] DedupeStatuses(IReadOnlyList<string>? statuses) => statuses is null
        ? InstanceStatuses.Live
        : [.. statuses.Select(Parse)];

    private static OrchestrationStatus Parse(string status) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(status, ignoreCase: true, out var known)
            ? known.ToCore()
            : throw new ArgumentException($"'{status}' is not a status of an orchestration.");
}
