using DurableTask.Core;
using DurableTask.Sqlite.Dispatching;
using DurableTask.Sqlite.Episodes;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite;

/// <content>What the framework's worker calls.</content>
public sealed partial class SqliteOrchestrationService
{
    /// <inheritdoc/>
    public int TaskOrchestrationDispatcherCount => 1;

    /// <inheritdoc/>
    public int TaskActivityDispatcherCount => 1;

    /// <inheritdoc/>
    public int MaxConcurrentTaskOrchestrationWorkItems => _options.MaxConcurrentOrchestrations;

    /// <inheritdoc/>
    public int MaxConcurrentTaskActivityWorkItems => _options.MaxConcurrentActivities;

    /// <summary>The next execution receives the events that this one has not processed.</summary>
    public BehaviorOnContinueAsNew EventBehaviourForContinueAsNew => BehaviorOnContinueAsNew.Carryover;

    /// <summary>Starts to dispatch work, beginning with the work in the file.</summary>
    public Task StartAsync()
    {
        _worker.Lifecycle.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="StopAsync(bool)"/>
    public Task StopAsync() => StopAsync(isForced: false);

    /// <summary>Stops the dispatch of work. Work in flight may still be completed.</summary>
    /// <param name="isForced">Whether the dispatchers, which stop first, did not wait for their work.</param>
    public Task StopAsync(bool isForced) => _worker.Lifecycle.StopAsync(isForced);

    /// <summary>Does nothing: the constructor has created the file.</summary>
    public Task CreateIfNotExistsAsync() => Task.CompletedTask;

    /// <inheritdoc cref="CreateAsync(bool)"/>
    public Task CreateAsync() => CreateAsync(recreateInstanceStore: true);

    /// <summary>Empties the store if <paramref name="recreateInstanceStore"/> is true.</summary>
    /// <param name="recreateInstanceStore">Whether to delete everything in the store.</param>
    public Task CreateAsync(bool recreateInstanceStore) => DeleteAsync(recreateInstanceStore);

    /// <inheritdoc cref="DeleteAsync(bool)"/>
    public Task DeleteAsync() => DeleteAsync(deleteInstanceStore: true);

    /// <summary>Empties the store if <paramref name="deleteInstanceStore"/> is true. The file itself stays.</summary>
    /// <param name="deleteInstanceStore">Whether to delete everything in the store.</param>
    public Task DeleteAsync(bool deleteInstanceStore) =>
        deleteInstanceStore
            ? _shared.Writer.WriteAsync(new ClearStore(_shared.Instances, _shared.Activities))
            : Task.CompletedTask;

    /// <summary>Returns false: a transaction takes any number of messages.</summary>
    public bool IsMaxMessageCountExceeded(int currentMessageCount, OrchestrationRuntimeState runtimeState) => false;

    /// <summary>
    /// Pauses the dispatcher for a second after an error that all work would meet, such as a full disk. An error of one
    /// work item delays no other.
    /// </summary>
    public int GetDelayInSecondsAfterOnProcessException(Exception exception) =>
        _worker.Delays.SecondsAfterProcessing(exception, _worker.Lifecycle.IsClosed);

    /// <inheritdoc/>
    public int GetDelayInSecondsAfterOnFetchException(Exception exception) =>
        DispatcherDelays.SecondsAfterFetch(exception);

    /// <summary>Returns the next instance that has messages, or null after a cancellation.</summary>
    public Task<TaskOrchestrationWorkItem?> LockNextTaskOrchestrationWorkItemAsync(
        TimeSpan receiveTimeout, CancellationToken cancellationToken) =>
        _worker.OrchestrationDispatch.LockNextAsync(cancellationToken);

    /// <inheritdoc/>
    public Task CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage? continuedAsNewMessage,
        OrchestrationState? orchestrationState) => _worker.OrchestrationDispatch.CompleteAsync(
            (OrchestrationWorkItem)workItem,
            new EpisodeResult(
                workItem.OrchestrationRuntimeState,
                newOrchestrationRuntimeState,
                workItem.NewMessages,
                outboundMessages,
                orchestratorMessages,
                timerMessages));

    /// <summary>Runs the instance again from its state in the file, after a pause.</summary>
    public Task AbandonTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        _worker.OrchestrationDispatch.Abandon((OrchestrationWorkItem)workItem);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Keeps a work item that was neither completed nor abandoned, as happens at a stop, for the next start.
    /// </summary>
    public Task ReleaseTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        _worker.OrchestrationDispatch.Release((OrchestrationWorkItem)workItem);
        return Task.CompletedTask;
    }

    /// <summary>Does nothing: locks do not expire, since one process owns the file.</summary>
    public Task RenewTaskOrchestrationWorkItemLockAsync(TaskOrchestrationWorkItem workItem) => Task.CompletedTask;

    /// <summary>Returns the next activity, or null after a cancellation.</summary>
    public Task<TaskActivityWorkItem?> LockNextTaskActivityWorkItem(
        TimeSpan receiveTimeout,
        CancellationToken cancellationToken) => _worker.ActivityDispatch.LockNextAsync(cancellationToken);

    /// <summary>
    /// Stores an activity's result. While the store can't be written, the call waits until it can or the service is
    /// disposed: the activity has had its effects and must not run again. The result of an activity that was requeued
    /// as discarded is ignored, since the activity runs again.
    /// </summary>
    public Task CompleteTaskActivityWorkItemAsync(TaskActivityWorkItem workItem, TaskMessage responseMessage) =>
        _worker.ActivityDispatch.CompleteAsync((ActivityWorkItem)workItem, responseMessage);

    /// <summary>Runs the activity again, after a pause.</summary>
    public Task AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem)
    {
        _worker.ActivityDispatch.Abandon((ActivityWorkItem)workItem);
        return Task.CompletedTask;
    }

    /// <summary>Returns the work item unchanged: locks do not expire, since one process owns the file.</summary>
    public Task<TaskActivityWorkItem> RenewTaskActivityWorkItemLockAsync(TaskActivityWorkItem workItem) =>
        Task.FromResult(workItem);
}
