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
        var instanceId = start?.InstanceId is { Length: > 0 } given ? given : NewInstanceId();
        return await CreateAsync(instanceId, started, DedupeStatuses(start?.DedupeStatuses));
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
        return await CreateAsync(withNewId ? NewInstanceId() : instanceId, started, InstanceStatuses.Live);
    }

    /// <summary>Ids in time order keep a store's index small in memory.</summary>
    private string NewInstanceId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    private async Task<string> CreateAsync(
        string instanceId, ExecutionStartedEvent started, OrchestrationStatus[] dedupe)
    {
        var instance =
            new OrchestrationInstance { InstanceId = instanceId, ExecutionId = Guid.NewGuid().ToString("N") };
        started.OrchestrationInstance = instance;
        started.Timestamp = time.GetUtcNow().UtcDateTime;
        // The spans of an unsampled trace are not exported, and its context would cost about 150 bytes in the history.
        if (Activity.Current is { Id: { } id, Recorded: true } activity)
            started.ParentTraceContext = new DistributedTraceContext(id, activity.TraceStateString);

        await service.CreateTaskOrchestrationAsync(
            new TaskMessage { OrchestrationInstance = instance, Event = started }, dedupe);
        return instanceId;
    }

    /// <summary>As the host does, which adds the live statuses to those of the caller.</summary>
    private static OrchestrationStatus[] DedupeStatuses(IReadOnlyList<string>? statuses) => statuses is null
        ? InstanceStatuses.Live
        : [.. statuses.Select(Parse).Union(InstanceStatuses.Live)];

    private static OrchestrationStatus Parse(string status) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(status, ignoreCase: true, out var known)
            ? known.ToCore()
            : throw new ArgumentException($"'{status}' is not a status of an orchestration.");
}
