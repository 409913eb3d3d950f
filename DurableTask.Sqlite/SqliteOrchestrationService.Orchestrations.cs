using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    // After an error of the store: long enough not to spin on a full disk.
    private const int DelayAfterErrorSeconds = 1;

    /// <inheritdoc/>
    public int TaskOrchestrationDispatcherCount => 1;

    /// <inheritdoc/>
    public int MaxConcurrentTaskOrchestrationWorkItems => _options.MaxConcurrentOrchestrations;

    /// <summary>Events that an execution has not taken go over to the next.</summary>
    public BehaviorOnContinueAsNew EventBehaviourForContinueAsNew => BehaviorOnContinueAsNew.Carryover;

    /// <summary>A transaction takes any number of messages.</summary>
    public bool IsMaxMessageCountExceeded(int currentMessageCount, OrchestrationRuntimeState runtimeState) => false;

    /// <summary>
    /// How long the whole dispatcher pauses: for what all work would meet now, such as a full disk. What one work item
    /// met, a middleware's error for one, holds up no other: it is tried again after a pause of its own.
    /// </summary>
    public int GetDelayInSecondsAfterOnProcessException(Exception exception)
    {
        if (exception is StoreWriteException { InnerException: { } cause } && StoreErrors.IsOfTheStore(cause))
            return DelayAfterErrorSeconds;

        // The framework logs those only for which it pauses, and damage the writer has logged.
        if (!_isDisposed
            && exception is not (OrchestrationException or TaskFailureException)
            && !StoreErrors.IsDamage(exception))
        {
            LogProcessedLater(_logger, exception);
        }

        return 0;
    }

    /// <inheritdoc/>
    public int GetDelayInSecondsAfterOnFetchException(Exception exception) =>
        exception is OperationCanceledException ? 0 : DelayAfterErrorSeconds;

    /// <summary>Hands out the next instance that has messages; null where it is cancelled first.</summary>
    public async Task<TaskOrchestrationWorkItem?> LockNextTaskOrchestrationWorkItemAsync(
        TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        while (true)
        {
            InstanceEntry entry;
            try
            {
                entry = await _instances.TakeAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            if (TryOpen(entry) is { } workItem)
            {
                Interlocked.Increment(ref _handedOut);
                workItem.Enter(_store.Running);
                return workItem;
            }
        }
    }

    /// <inheritdoc/>
    public async Task CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage? continuedAsNewMessage,
        OrchestrationState? orchestrationState)
    {
        var item = (OrchestrationWorkItem)workItem;
        if (newOrchestrationRuntimeState.ExecutionStartedEvent is null)
        {
            item.Leave(_store.Running);
            // The dispatcher found that the messages are for nobody.
            foreach (var message in workItem.NewMessages)
                OnDropped(message);
            await _writer.WriteAsync(new DropMessages(item.Entry, _instances)).ConfigureAwait(false);
        }
        else
        {
            var result = new EpisodeResult(
                workItem.OrchestrationRuntimeState,
                newOrchestrationRuntimeState,
                workItem.NewMessages,
                outboundMessages,
                orchestratorMessages,
                timerMessages);
            item.Entry.LastWorkItem = _options.KeepOrchestrators ? item : null;
            var episode = new Episode(item.Entry, result, UtcNow, _options.SearchKeysOf);
            // To run it and to encode what it came to may have ended the process. To wait for the writer is no fault of
            // its own.
            item.Leave(_store.Running);
            await WriteAsync(episode).ConfigureAwait(false);
        }

        item.IsDone = true;
    }

    /// <summary>The instance runs again, from what the file says, after a pause.</summary>
    public Task AbandonTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        var item = (OrchestrationWorkItem)workItem;
        item.Leave(_store.Running);
        if (!item.IsDone)
        {
            item.IsDone = true;
            AgainLater(item.Entry);
        }

        return Task.CompletedTask;
    }

    /// <summary>One that was neither completed nor abandoned, as happens at a stop, waits for the next start.</summary>
    public Task ReleaseTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        var item = (OrchestrationWorkItem)workItem;
        item.Leave(_store.Running);
        if (!item.IsDone)
        {
            item.IsDone = true;
            _instances.Again(item.Entry);
        }

        return Task.CompletedTask;
    }

    /// <summary>Locks do not expire: one process owns the file.</summary>
    public Task RenewTaskOrchestrationWorkItemLockAsync(TaskOrchestrationWorkItem workItem) => Task.CompletedTask;

    private DateTime UtcNow => _time.GetUtcNow().UtcDateTime;

    private Task WriteAsync(Episode episode) =>
        _writer.WriteAsync(new CompleteEpisode(episode, _instances, _activities, _waits));

    private async Task WriteOrAbandonAsync(InstanceEntry entry, EpisodeResult result)
    {
        try
        {
            await WriteAsync(new Episode(entry, result, UtcNow, _options.SearchKeysOf)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The writer has logged it. As from a dispatcher: the instance runs again from what the file says.
            AgainLater(entry);
        }
    }

    private void AgainLater(InstanceEntry entry) =>
        _backoff.Later(() => _instances.Again(entry), Backoff.After(entry.Damages));

    [LoggerMessage(
        EventId = 7,
        Level = LogLevel.Error,
        Message = "A work item could not be processed; another try follows in a second.")]
    private static partial void LogProcessedLater(ILogger logger, Exception error);
}
