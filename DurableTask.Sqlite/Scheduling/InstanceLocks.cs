using DurableTask.Core;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Locks instances that are ready, for one holder at a time, and applies what the holder does with its instance. A lock
/// does not expire: one process owns the file.
/// </summary>
internal sealed class InstanceLocks(InstancesInMemory instances, Dictionary<long, int> crashCounts)
{
    /// <summary>Waits for a ready instance and locks it.</summary>
    public async ValueTask<InstanceEntry> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await instances.Lanes.WaitAsync(cancellationToken).ConfigureAwait(false);
            lock (instances.Lock)
            {
                var entry = instances.Lanes.Take();
                if (entry.State != EntryState.Ready)
                    continue;
                (entry.State, entry.IsFoundWhileLocked) = (EntryState.Locked, false);
                return entry;
            }
        }
    }

    /// <summary>
    /// Fills the entry from the file. Messages that were delivered since come after those of the file.
    /// </summary>
    public void Load(InstanceEntry entry, LoadedInstance loaded)
    {
        lock (instances.Lock)
        {
            var last = loaded.Inbox.Count == 0 ? 0 : loaded.Inbox[^1].Sequence;
            var delivered = loaded.HasMoreInFile ? [] : entry.Inbox.Where(message => message.Sequence > last).ToList();
            entry.ClearInbox();
            loaded.Inbox.ForEach(entry.Add);
            delivered.ForEach(entry.Add);
            (entry.Start, entry.Runtime, entry.Episodes, entry.Bytes) =
                (loaded.Start, loaded.Runtime, loaded.Episodes, loaded.Bytes);
            entry.IsLoaded = true;
            entry.HasMoreInFile |= loaded.HasMoreInFile;
        }
    }

    /// <summary>Returns the messages for the next episode; none if there is nothing to do.</summary>
    public List<TaskMessage> TakeMessages(InstanceEntry entry)
    {
        lock (instances.Lock)
        {
            var messages = new List<TaskMessage>(entry.Inbox.Count + 1);
            if (entry.Start is not null)
                messages.Add(entry.Start);
            messages.AddRange(entry.Inbox.Select(message => message.Message));
            entry.TakenUpTo = entry.Inbox.Count == 0 ? 0 : entry.Inbox[^1].Sequence;
            entry.ClearInbox();
            return messages;
        }
    }

    /// <summary>Unlocks after a committed episode.</summary>
    public void Advance(InstanceEntry entry, OrchestrationRuntimeState runtime, int episodes, long bytes)
    {
        lock (instances.Lock)
        {
            (entry.Start, entry.Runtime, entry.Episodes, entry.Bytes) = (null, runtime, episodes, bytes);
            ClearCrashCount(entry);
            entry.DamageCount = 0;
            instances.Unlock(entry);
        }
    }

    /// <summary>Unlocks an instance that had nothing to do.</summary>
    public void Release(InstanceEntry entry)
    {
        lock (instances.Lock)
            instances.Unlock(entry);
    }

    /// <summary>
    /// Makes the instance ready again after an episode that was not stored: it is read from the file.
    /// </summary>
    public void Requeue(InstanceEntry entry)
    {
        lock (instances.Lock)
        {
            if (entry.State == EntryState.Locked)
                instances.Reload(entry);
        }
    }

    /// <summary>
    /// Removes an instance of which the file has nothing, or nothing readable, unless the writer has added work since.
    /// </summary>
    public void Evict(InstanceEntry entry)
    {
        lock (instances.Lock)
        {
            if (entry.IsFoundWhileLocked || entry.HasMoreInFile || entry.Inbox.Count > 0)
                instances.Reload(entry);
            else
                instances.Remove(entry);
        }
    }

    /// <summary>Removes an instance that has ended or is gone.</summary>
    public void Remove(InstanceEntry entry)
    {
        lock (instances.Lock)
        {
            ClearCrashCount(entry);
            instances.Remove(entry);
        }
    }

    // The process has survived an episode of the instance, so the instance did not cause the crashes.
    private void ClearCrashCount(InstanceEntry entry)
    {
        entry.CrashCount = 0;
        crashCounts.Remove(entry.Row);
    }
}
