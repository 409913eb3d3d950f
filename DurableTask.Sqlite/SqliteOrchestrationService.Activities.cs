using DurableTask.Core;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    /// <inheritdoc/>
    public int TaskActivityDispatcherCount => 1;

    /// <inheritdoc/>
    public int MaxConcurrentTaskActivityWorkItems => _options.MaxConcurrentActivities;

    /// <summary>Hands out the next activity; null where it is cancelled first.</summary>
    public async Task<TaskActivityWorkItem?> LockNextTaskActivityWorkItem(
        TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        while (true)
        {
            ActivityEntry entry;
            try
            {
                entry = await _activities.TakeAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                // The dispatcher, which gives no activity back, throws away what it gets while it stops.
                _activities.Again(entry);
                return null;
            }

            if (TryRead(entry) is not { } message)
                continue;
            if (entry.Deaths >= Suspects.Fatal)
            {
                LogFatalActivity(_logger, message.OrchestrationInstance.InstanceId, entry.Deaths);
                _ = RecordAsync(entry, FatalActivity.Failure(message, entry.Deaths));
            }
            else
            {
                Interlocked.Increment(ref _handedOut);
                return HandOut(entry, message);
            }
        }
    }

    /// <summary>
    /// Stores an activity's result. Where the store can't be written at the moment, it waits until it can or until the
    /// service is disposed: the activity has done what it does, and must not do it again. Dropped where the activity was
    /// put back before as thrown away: then it runs again.
    /// </summary>
    public Task CompleteTaskActivityWorkItemAsync(TaskActivityWorkItem workItem, TaskMessage responseMessage)
    {
        var item = (ActivityWorkItem)workItem;
        if (!item.TryBegin())
            return Task.CompletedTask;
        // It is encoded in there, which may take more memory than there is; then it waits for the writer.
        var recorded = RecordAsync(item.Entry, responseMessage);
        item.Leave(_store.Running);
        return recorded;
    }

    /// <summary>The activity runs again, after a pause.</summary>
    public Task AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem)
    {
        var item = (ActivityWorkItem)workItem;
        if (item.TryBegin())
        {
            item.Leave(_store.Running);
            _backoff.Later(() => _activities.Again(item.Entry));
        }

        return Task.CompletedTask;
    }

    /// <summary>Locks do not expire: one process owns the file.</summary>
    public Task<TaskActivityWorkItem> RenewTaskActivityWorkItemLockAsync(TaskActivityWorkItem workItem) =>
        Task.FromResult(workItem);

    private async Task RecordAsync(ActivityEntry entry, TaskMessage responseMessage)
    {
        responseMessage.Event.Timestamp = UtcNow;
        while (true)
        {
            try
            {
                await RecordAsync(entry, new OutboundMessage(responseMessage), damages: 0).ConfigureAwait(false);
                return;
            }
            catch (OutOfMemoryException)
            {
                // The activity has done what it does: only its result is stored again.
                await _backoff.WaitAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task RecordAsync(ActivityEntry entry, OutboundMessage response, int damages)
    {
        while (true)
        {
            try
            {
                await _writer.WriteAsync(new CompleteActivity(entry, response, _instances, _activities))
                    .ConfigureAwait(false);
                return;
            }
            catch (StoreWriteException exception) when (StoreErrors.IsDamage(exception))
            {
                // It may never pass, and no dispatcher is to wait for it.
                var next = damages + 1;
                _backoff.Later(() => _ = RecordAsync(entry, response, next), Backoff.After(next));
                return;
            }
            catch (Exception exception) when (
                exception is StoreWriteException or SqliteException { SqliteErrorCode: not raw.SQLITE_TOOBIG })
            {
                // The writer has logged it.
                await _backoff.WaitAsync().ConfigureAwait(false);
            }
        }
    }

    // One that has no message goes back or away: nobody else would look at it again.
    private TaskMessage? TryRead(ActivityEntry entry)
    {
        try
        {
            if ((entry.Message ?? _reader.TaskMessage(entry.Sequence)) is { } message)
                return message;
            _activities.Done(entry);
        }
        catch (ObjectDisposedException)
        {
            // The next start finds it in the file.
        }
        catch (Exception exception) when (StoreErrors.MayPass(exception))
        {
            LogActivityReadLater(_logger, entry.Sequence, exception);
            _backoff.Later(() => _activities.Again(entry));
        }
        catch (Exception exception)
        {
            LogUnreadableActivity(_logger, entry.Sequence, exception);
            _activities.Done(entry);
        }

        return null;
    }

    [LoggerMessage(
        EventId = 3,
        Level = LogLevel.Error,
        Message = "The activity number {Sequence} could not be read; another try follows in a second.")]
    private static partial void LogActivityReadLater(ILogger logger, long sequence, Exception error);

    [LoggerMessage(
        EventId = 4,
        Level = LogLevel.Error,
        Message = "The activity number {Sequence} can't be read; it rests until the next start.")]
    private static partial void LogUnreadableActivity(ILogger logger, long sequence, Exception error);

    [LoggerMessage(
        EventId = 5,
        Level = LogLevel.Error,
        Message = "An activity of the instance {Instance} fails: it was running at each of {Deaths} deaths of the process.")]
    private static partial void LogFatalActivity(ILogger logger, string instance, int deaths);
}
