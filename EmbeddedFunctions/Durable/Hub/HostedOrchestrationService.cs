using System.Threading.RateLimiting;
using DurableTask.Core;
using EmbeddedFunctions.Invocation;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// Wraps the app's orchestration service for the task hub: it applies host.json's bounds, counts work items, so that a
/// stop waits for those that still run, and holds results until they are stored. It hides the service's other
/// interfaces: durable entities aren't supported, so their messages must not be fetched.
/// </summary>
internal sealed class HostedOrchestrationService(
    IOrchestrationService inner,
    int? maxActivities,
    int? maxOrchestrations,
    TimeProvider time,
    ILoggerFactory loggers,
    CancellationToken stopping)
    : ForwardingOrchestrationService(inner), IDisposable
{
    private const int MaxDelaySeconds = 1;

    private readonly TaskHubWork _work = new(time, loggers, stopping);
    private readonly WorkMemory _activityMemory = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
    private readonly WorkMemory _orchestrationMemory = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    public override int MaxConcurrentTaskActivityWorkItems => maxActivities ?? base.MaxConcurrentTaskActivityWorkItems;

    public override int MaxConcurrentTaskOrchestrationWorkItems =>
        maxOrchestrations ?? base.MaxConcurrentTaskOrchestrationWorkItems;

    /// <summary>How many activities are running.</summary>
    public int ActivitiesInFlight => _work.Activities.Count;

    /// <inheritdoc cref="TaskHubWork.DrainAsync"/>
    public Task<int> DrainAsync(CancellationToken cancellationToken) => _work.DrainAsync(cancellationToken);

    /// <summary>The wrapped service belongs to the app, which disposes it.</summary>
    public void Dispose()
    {
        _work.Dispose();
        _activityMemory.Dispose();
        _orchestrationMemory.Dispose();
    }

    public override Task<TaskActivityWorkItem?> LockNextTaskActivityWorkItem(
        TimeSpan receiveTimeout, CancellationToken cancellationToken) =>
        _work.Activities.TakeAsync<TaskActivityWorkItem>(
            token => ReserveAsync(
                base.LockNextTaskActivityWorkItem(receiveTimeout, token),
                item => _activityMemory.ReserveAsync(item, token),
                base.AbandonTaskActivityWorkItemAsync),
            cancellationToken);

    public override async Task<TaskOrchestrationWorkItem?> LockNextTaskOrchestrationWorkItemAsync(
        TimeSpan receiveTimeout,
        CancellationToken cancellationToken)
    {
        var taken = await _work.Orchestrations.TakeAsync<TaskOrchestrationWorkItem>(
            token => ReserveAsync(
                base.LockNextTaskOrchestrationWorkItemAsync(receiveTimeout, token),
                item => _orchestrationMemory.ReserveAsync(item, token),
                base.ReleaseTaskOrchestrationWorkItemAsync),
            cancellationToken);
        // From here on the work item is in flight, and a stop waits for it.
        foreach (var message in taken?.NewMessages ?? [])
            _work.Results.Remove(message);
        return taken;
    }

    public override async Task CompleteTaskActivityWorkItemAsync(
        TaskActivityWorkItem workItem, TaskMessage responseMessage)
    {
        _work.Results.Add(responseMessage);
        try
        {
            await AbandonAtFaultAsync(() => _work.Retries.StoreAsync(
                responseMessage, () => base.CompleteTaskActivityWorkItemAsync(workItem, responseMessage)));
        }
        catch
        {
            _work.Results.Remove(responseMessage);
            throw;
        }

        _work.Activities.Return(workItem);
    }

    public override async Task AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem)
    {
        try
        {
            await base.AbandonTaskActivityWorkItemAsync(workItem);
        }
        finally
        {
            // The dispatcher no longer runs the work item, even if it could not be returned to the store: a stop must
            // not wait for it.
            _work.Activities.Return(workItem);
        }
    }

    public override async Task ReleaseTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        try
        {
            await base.ReleaseTaskOrchestrationWorkItemAsync(workItem);
        }
        finally
        {
            _work.Orchestrations.Return(workItem);
        }
    }

    public override Task CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage continuedAsNewMessage,
        OrchestrationState orchestrationState) => AbandonAtFaultAsync(
        () => base.CompleteTaskOrchestrationWorkItemAsync(
            workItem,
            newOrchestrationRuntimeState,
            outboundMessages,
            orchestratorMessages,
            timerMessages,
            continuedAsNewMessage,
            orchestrationState));

    // The framework pauses its whole dispatcher for this time, until five work items have succeeded. With the 10 s of
    // Azure Storage's provider, the messages that it had fetched before an outage expire meanwhile and fail, one after
    // another.
    public override int GetDelayInSecondsAfterOnProcessException(Exception exception) =>
        Math.Min(MaxDelaySeconds, base.GetDelayInSecondsAfterOnProcessException(exception));

    /// <summary>
    /// Waits for a work item, then for memory for it; if that wait is cancelled, the item is returned to the store.
    /// </summary>
    private static async Task<(T? Item, IDisposable? Memory)> ReserveAsync<T>(
        Task<T?> taking, Func<T, ValueTask<RateLimitLease>> reserve, Func<T, Task> giveBack)
        where T : class
    {
        if (await taking is not { } item)
            return default;

        try
        {
            return (item, await reserve(item));
        }
        catch
        {
            await giveBack(item);
            throw;
        }
    }

    /// <summary>
    /// The dispatchers neither abandon nor release a work item after a fatal exception, such as OutOfMemoryException:
    /// without this the item would stay locked until the next start.
    /// </summary>
    private static async Task AbandonAtFaultAsync(Func<Task> complete)
    {
        try
        {
            await complete();
        }
        catch (Exception e) when (HostFault.IsIn(e))
        {
            throw HostFault.Abort(e);
        }
    }
}
