using System.Diagnostics;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Tracing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Durable.Client;

internal sealed partial class EmbeddedDurableTaskClient
{
    /// <summary>
    /// The host's default (overridableExistingInstanceStates: NonRunningStates): an instance that lives isn't replaced.
    /// </summary>
    private static readonly OrchestrationStatus[] Living =
        [OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended];

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name);

        var started = new ExecutionStartedEvent(-1, _converter.Serialize(input))
        {
            Name = orchestratorName.Name,
            Version = options?.Version?.Version ?? DefaultVersion,
            ScheduledStartTime = options?.StartAt?.UtcDateTime,
            Tags = options?.Tags.ToDictionary() ?? [],
        };
        return await CreateAsync(
            options?.InstanceId ?? NewInstanceId(),
            started,
            DedupeStatuses(options?.DedupeStatuses),
            cancellation);
    }

    private string DefaultVersion => options.DefaultVersion;

    /// <summary>Ids in time order keep a store's index warm.</summary>
    private string NewInstanceId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    private async Task<string> CreateAsync(
        string instanceId, ExecutionStartedEvent started, OrchestrationStatus[] dedupe, CancellationToken cancellation)
    {
        var instance = new OrchestrationInstance { InstanceId = instanceId, ExecutionId = Guid.NewGuid().ToString("N") };
        started.OrchestrationInstance = instance;
        started.Timestamp = UtcNow;
        if (Activity.Current is { Id: { } id } activity)
        {
            started.ParentTraceContext = new DistributedTraceContext(id, activity.TraceStateString);
        }

        await EndReplacedAsync(instanceId, dedupe, cancellation);
        await service.CreateTaskOrchestrationAsync(
            new TaskMessage { OrchestrationInstance = instance, Event = started }, dedupe);
        return instanceId;
    }

    /// <summary>A living instance that the caller allows to be replaced is ended first, as the client's contract says.</summary>
    private async Task EndReplacedAsync(
        string instanceId, OrchestrationStatus[] dedupe, CancellationToken cancellation)
    {
        if (Living.All(dedupe.Contains))
        {
            return;
        }

        if (dedupe.Contains(OrchestrationStatus.Terminated))
        {
            throw new ArgumentException("The dedupe statuses can't name Terminated and yet allow a running instance to be "
                + "replaced: it's terminated first.");
        }

        var existing = await GetInstanceAsync(instanceId, cancellation);
        if (existing is not null
            && Living.Contains(existing.RuntimeStatus.ToCore())
            && !dedupe.Contains(existing.RuntimeStatus.ToCore()))
        {
            await TerminateInstanceAsync(instanceId, "Replaced by a new instance of the same id.", cancellation);
            await WaitForInstanceCompletionAsync(instanceId, cancellation);
        }
    }

    private static OrchestrationStatus[] DedupeStatuses(IReadOnlyList<string>? statuses) => statuses is null
        ? Living
        : [.. statuses.Select(status => Enum.TryParse<OrchestrationRuntimeStatus>(status, ignoreCase: true, out var known)
            ? known.ToCore()
            : throw new ArgumentException($"'{status}' is no status of an orchestration."))];
}
