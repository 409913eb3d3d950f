using DurableTask.Core;
using DurableTask.Sqlite.Episodes;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>
/// Passes instances with messages to the framework's dispatcher and receives the results of their episodes.
/// </summary>
internal sealed class OrchestrationDispatch(
    InstanceTable instances,
    InstanceOpener opener,
    EpisodeWrites episodes,
    DroppedMessages dropped,
    CrashJournal journal)
{
    private long _dispatched;

    /// <summary>The number of work items that were dispatched.</summary>
    public long Dispatched => Interlocked.Read(ref _dispatched);

    public async Task<TaskOrchestrationWorkItem?> LockNextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            InstanceEntry entry;
            try
            {
                entry = await instances.TakeAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            if (opener.TryOpen(entry) is { } workItem)
            {
                Interlocked.Increment(ref _dispatched);
                workItem.Enter(journal);
                return workItem;
            }
        }
    }

    public async Task CompleteAsync(OrchestrationWorkItem item, EpisodeResult result)
    {
        if (result.Runtime.ExecutionStartedEvent is null)
        {
            item.Leave(journal);
            // The dispatcher found no execution that accepts the messages.
            foreach (var message in item.NewMessages)
                dropped.OnDropped(message);
            await episodes.DropMessagesAsync(item.Entry).ConfigureAwait(false);
        }
        else
        {
            var episode = episodes.Encode(item.Entry, result);
            // Running the episode and encoding its result may end the process. Waiting for the writer does not count
            // against the instance.
            item.Leave(journal);
            await episodes.WriteAsync(episode).ConfigureAwait(false);
        }

        item.IsDone = true;
    }

    /// <summary>Runs the instance again from the state in the file, after a pause.</summary>
    public void Abandon(OrchestrationWorkItem item)
    {
        item.Leave(journal);
        if (item.IsDone)
            return;
        item.IsDone = true;
        episodes.RequeueLater(item.Entry);
    }

    /// <summary>Requeues a work item that was neither completed nor abandoned, as happens at a stop.</summary>
    public void Release(OrchestrationWorkItem item)
    {
        item.Leave(journal);
        if (item.IsDone)
            return;
        item.IsDone = true;
        instances.Requeue(item.Entry);
    }
}
