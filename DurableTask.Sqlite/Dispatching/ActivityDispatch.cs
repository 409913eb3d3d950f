using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Readers;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>Passes activities to the framework's dispatcher and receives their results.</summary>
internal sealed class ActivityDispatch(
    ActivityQueue queue,
    ActivityResults results,
    AbandonedActivities abandoned,
    BacklogReader reader,
    CrashJournal journal,
    Backoff backoff,
    ILogger logger)
{
    private long _dispatched;
    private ActivityWorkItem? _last;

    /// <summary>The number of work items that were dispatched.</summary>
    public long Dispatched => Interlocked.Read(ref _dispatched);

    public async Task<TaskActivityWorkItem?> LockNextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ActivityEntry entry;
            try
            {
                entry = await queue.TakeAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                // A stopping dispatcher discards the activity that it receives.
                queue.Requeue(entry);
                return null;
            }

            if (TryRead(entry) is not { } message)
                continue;
            if (entry.CrashCount < PoisonQuarantine.MaxCrashes)
                return Dispatch(entry, message);

            logger.ActivityPoisoned(message.OrchestrationInstance.InstanceId, entry.CrashCount);
            _ = results.StoreAsync(entry, PoisonedActivity.Failure(message, entry.CrashCount));
        }
    }

    public Task CompleteAsync(ActivityWorkItem item, TaskMessage response)
    {
        if (!item.TryStart())
            return Task.CompletedTask;
        // Encoding the result is part of the activity's work: it may need more memory than there is.
        var stored = results.StoreAsync(item.Entry, response);
        item.Leave(journal);
        return stored;
    }

    public void Abandon(ActivityWorkItem item)
    {
        if (!item.TryStart())
            return;
        item.Leave(journal);
        abandoned.RequeueLater(item.Entry);
    }

    /// <summary>
    /// Requeues the activity that the dispatcher received while it stopped and discarded. The dispatcher receives
    /// activities one after the other, so only the last one can be discarded.
    /// </summary>
    public void RequeueDiscarded()
    {
        if (Interlocked.Exchange(ref _last, null) is not { } last || !last.TryRequeue())
            return;
        last.Leave(journal);
        queue.Requeue(last.Entry);
    }

    private ActivityWorkItem Dispatch(ActivityEntry entry, TaskMessage message)
    {
        Interlocked.Increment(ref _dispatched);
        var item = new ActivityWorkItem(entry, journal.EnterActivity(entry.Sequence))
        {
            Id = entry.Sequence.ToString(CultureInfo.InvariantCulture),
            LockedUntilUtc = DateTime.MaxValue,
        };
        item.TaskMessage = new TaskMessage
        {
            OrchestrationInstance = message.OrchestrationInstance,
            OrchestrationExecutionContext = message.OrchestrationExecutionContext,
            Event = new TrackedTaskScheduledEvent((TaskScheduledEvent)message.Event, () => item.TryStart()),
        };
        _last = item;
        return item;
    }

    // An entry without a message is requeued or completed here: no other code holds it.
    private TaskMessage? TryRead(ActivityEntry entry)
    {
        try
        {
            if ((entry.Message ?? reader.TaskMessage(entry.Sequence)) is { } message)
                return message;
            queue.Complete(entry);
        }
        catch (ObjectDisposedException)
        {
            // The next start finds the activity in the file.
        }
        catch (Exception exception) when (StoreErrors.IsTransient(exception))
        {
            logger.ActivityReadFailed(entry.Sequence, exception);
            backoff.Later(() => queue.Requeue(entry));
        }
        catch (Exception exception)
        {
            logger.ActivityUnreadable(entry.Sequence, exception);
            queue.Complete(entry);
        }

        return null;
    }
}
