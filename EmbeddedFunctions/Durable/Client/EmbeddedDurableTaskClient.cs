using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PurgeResult = Microsoft.DurableTask.Client.PurgeResult;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>The durable client of the app's functions, directly on the storage provider.</summary>
internal sealed class EmbeddedDurableTaskClient : DurableTaskClient
{
    private readonly InstanceReader _reader;
    private readonly InstanceWaiter _waiter;
    private readonly InstanceMessenger _messenger;
    private readonly InstanceStarter _starter;
    private readonly InstancePurger _purger;

    public EmbeddedDurableTaskClient(
        IOrchestrationServiceClient service, DurableTaskClientOptions options, string hubName, TimeProvider time)
        : base(hubName)
    {
        _reader = new InstanceReader(service, options.DataConverter);
        _waiter = new InstanceWaiter(service, _reader);
        _messenger = new InstanceMessenger(service, _reader, options.DataConverter, time);
        _starter = new InstanceStarter(service, _reader, options, time);
        _purger = new InstancePurger(service, _reader, time);
    }

    /// <summary>The provider belongs to the host, which disposes it.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        EntityIds.Reject(options?.InstanceId);
        return _starter.StartAsync(orchestratorName, input, options, cancellation);
    }

    public override Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default) =>
        _starter.RestartAsync(EntityIds.Reject(instanceId), restartWithNewInstanceId, cancellation);

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        _messenger.RaiseEventAsync(EntityIds.Reject(instanceId), eventName, eventPayload, cancellation);

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        _messenger.SendAsync(EntityIds.Reject(instanceId), new ExecutionSuspendedEvent(-1, reason), cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        _messenger.SendAsync(EntityIds.Reject(instanceId), new ExecutionResumedEvent(-1, reason), cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        _messenger.TerminateAsync(EntityIds.Reject(instanceId), options, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        _reader.GetAsync(EntityIds.Reject(instanceId), getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        EntityIds.Reject(filter?.InstanceIdPrefix);
        return _reader.GetAll(filter);
    }

    public override Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(
        string instanceId, CancellationToken cancellation = default) =>
        _reader.GetHistoryAsync(EntityIds.Reject(instanceId), cancellation);

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default) =>
        _reader.ListIdsAsync(
            runtimeStatus, completedTimeFrom, completedTimeTo, pageSize, lastInstanceKey, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        _waiter.WaitForStartAsync(EntityIds.Reject(instanceId), getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        _waiter.WaitForCompletionAsync(EntityIds.Reject(instanceId), getInputsAndOutputs, cancellation);

    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        _purger.PurgeAsync(instanceId, options, cancellation);

    public override Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        _purger.PurgeAllAsync(filter, options, cancellation);
}
