using System.Threading.RateLimiting;
using DurableTask.Core;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// The app's orchestration service as the task hub sees it: bounded by host.json, and with work counted, so that a stop
/// can hand out no more and wait for just what still runs. It hides what else the service may be: durable entities
/// aren't run here, so their messages mustn't be asked for.
/// </summary>
internal sealed class HostedOrchestrationService(
    IOrchestrationService inner, int? maxActivities, int? maxOrchestrations) : IOrchestrationService, IDisposable
{
    private readonly WorkInHand _work = new();
    private readonly WorkMemory _activityMemory = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
    private readonly WorkMemory _orchestrationMemory = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    public int MaxConcurrentTaskActivityWorkItems => maxActivities ?? inner.MaxConcurrentTaskActivityWorkItems;

    public int MaxConcurrentTaskOrchestrationWorkItems =>
        maxOrchestrations ?? inner.MaxConcurrentTaskOrchestrationWorkItems;

    public int TaskActivityDispatcherCount => inner.TaskActivityDispatcherCount;

    public int TaskOrchestrationDispatcherCount => inner.TaskOrchestrationDispatcherCount;

    public BehaviorOnContinueAsNew EventBehaviourForContinueAsNew => inner.EventBehaviourForContinueAsNew;

    /// <summary>Hands out no more work, and ends when none is in hand or the token fires; how many still are.</summary>
    public Task<int> DrainAsync(CancellationToken cancellation) => _work.DrainAsync(cancellation);

    /// <summary>The service itself is the app's to dispose.</summary>
    public void Dispose()
    {
        _work.Dispose();
        _activityMemory.Dispose();
        _orchestrationMemory.Dispose();
    }

    public async Task<TaskActivityWorkItem?> LockNextTaskActivityWorkItem(
        TimeSpan receiveTimeout, CancellationToken cancellationToken) => await _work.TakeAsync<TaskActivityWorkItem>(
            token => ReserveAsync(
                inner.LockNextTaskActivityWorkItem(receiveTimeout, token),
                item => _activityMemory.ReserveAsync(item, token),
                inner.AbandonTaskActivityWorkItemAsync),
            cancellationToken);

    public async Task<TaskOrchestrationWorkItem?> LockNextTaskOrchestrationWorkItemAsync(
        TimeSpan receiveTimeout, CancellationToken cancellationToken) => await _work.TakeAsync<TaskOrchestrationWorkItem>(
            token => ReserveAsync(
                inner.LockNextTaskOrchestrationWorkItemAsync(receiveTimeout, token),
                item => _orchestrationMemory.ReserveAsync(item, token),
                inner.ReleaseTaskOrchestrationWorkItemAsync),
            cancellationToken);

    public async Task CompleteTaskActivityWorkItemAsync(TaskActivityWorkItem workItem, TaskMessage responseMessage)
    {
        await AbandonAtFaultAsync(() => inner.CompleteTaskActivityWorkItemAsync(workItem, responseMessage));
        _work.GiveBack(workItem);
    }

    public async Task AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem)
    {
        try
        {
            await inner.AbandonTaskActivityWorkItemAsync(workItem);
        }
        finally
        {
            // The dispatcher has done with it even where the store couldn't take it back: a stop mustn't wait for it.
            _work.GiveBack(workItem);
        }
    }

    public async Task ReleaseTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        try
        {
            await inner.ReleaseTaskOrchestrationWorkItemAsync(workItem);
        }
        finally
        {
            _work.GiveBack(workItem);
        }
    }

    public Task AbandonTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem) =>
        inner.AbandonTaskOrchestrationWorkItemAsync(workItem);

    public Task CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage continuedAsNewMessage,
        OrchestrationState orchestrationState) => AbandonAtFaultAsync(() => inner.CompleteTaskOrchestrationWorkItemAsync(
            workItem,
            newOrchestrationRuntimeState,
            outboundMessages,
            orchestratorMessages,
            timerMessages,
            continuedAsNewMessage,
            orchestrationState));

    public Task<TaskActivityWorkItem> RenewTaskActivityWorkItemLockAsync(TaskActivityWorkItem workItem) =>
        inner.RenewTaskActivityWorkItemLockAsync(workItem);

    public Task RenewTaskOrchestrationWorkItemLockAsync(TaskOrchestrationWorkItem workItem) =>
        inner.RenewTaskOrchestrationWorkItemLockAsync(workItem);

    public bool IsMaxMessageCountExceeded(int currentMessageCount, OrchestrationRuntimeState runtimeState) =>
        inner.IsMaxMessageCountExceeded(currentMessageCount, runtimeState);

    public int GetDelayInSecondsAfterOnProcessException(Exception exception) =>
        inner.GetDelayInSecondsAfterOnProcessException(exception);

    public int GetDelayInSecondsAfterOnFetchException(Exception exception) =>
        inner.GetDelayInSecondsAfterOnFetchException(exception);

    public Task StartAsync() => inner.StartAsync();

    public Task StopAsync() => inner.StopAsync();

    public Task StopAsync(bool isForced) => inner.StopAsync(isForced);

    public Task CreateAsync() => inner.CreateAsync();

    public Task CreateAsync(bool recreateInstanceStore) => inner.CreateAsync(recreateInstanceStore);

    public Task CreateIfNotExistsAsync() => inner.CreateIfNotExistsAsync();

    public Task DeleteAsync() => inner.DeleteAsync();

    public Task DeleteAsync(bool deleteInstanceStore) => inner.DeleteAsync(deleteInstanceStore);

    /// <summary>Waits for an item, then for memory for it; an item whose wait is cancelled goes back to the store.</summary>
    private static async Task<(T? Item, IDisposable? Memory)> ReserveAsync<T>(
        Task<T?> taking, Func<T, ValueTask<RateLimitLease>> reserve, Func<T, Task> giveBack)
        where T : class
    {
        if (await taking is not { } item)
        {
            return default;
        }

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
    /// The dispatchers neither abandon nor release a work item at an exception that they hold for fatal, as one of memory
    /// is: it would rest until the next start.
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
