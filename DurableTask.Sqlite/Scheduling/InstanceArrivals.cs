using DurableTask.Core;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Makes instances ready when a commit adds work or the loader finds some. Beyond a lane's capacity the work stays in
/// the file, as a backlog.
/// </summary>
/// <param name="instances">The instances in memory.</param>
/// <param name="crashCounts">The crashes at which an episode of an instance was running, by row.</param>
/// <param name="bounds">How much stays in memory.</param>
internal sealed class InstanceArrivals(
    InstancesInMemory instances, Dictionary<long, int> crashCounts, InstanceBounds bounds)
{
    public void OnCreated(long row, TaskMessage? start, long bytes)
    {
        lock (instances.Lock)
        {
            // The loader may have found the instance before.
            if (instances.TryGet(row, out _))
                return;
            var entry = NewEntry(row);
            if (start is not null)
            {
                (entry.IsLoaded, entry.Start, entry.Bytes) = (true, start, bytes);
                entry.Runtime = new OrchestrationRuntimeState();
            }

            TryAdd(entry, instances.Lanes.Starts, instances.Lanes.Pending);
        }
    }

    public void OnDelivered(long row, InboxMessage message, Lane lane)
    {
        lock (instances.Lock)
        {
            if (!instances.TryGet(row, out var entry))
            {
                TryAdd(NewEntry(row), lane, instances.Lanes.Messages);
                return;
            }

            // Loading an instance that was found in the file may have read the message before.
            if (message.Sequence <= entry.SeenUpTo)
                return;

            Add(entry, message);
            if (entry.State == EntryState.Idle)
                instances.MakeReady(entry, lane);
        }
    }

    /// <summary>
    /// Makes an instance ready for which the file has work. An instance in memory already has that work, unless its
    /// lock holder read the file earlier.
    /// </summary>
    public void OnFound(long row, Lane lane, Backlog backlog)
    {
        lock (instances.Lock)
        {
            if (instances.TryGet(row, out var entry))
                entry.IsFoundWhileLocked = true;
            else
                TryAdd(NewEntry(row), lane, backlog);
        }
    }

    private InstanceEntry NewEntry(long row) =>
        new(row, instances.Inboxes) { CrashCount = crashCounts.GetValueOrDefault(row) };

    // An entry that is neither loaded nor locked reads its messages when its turn comes.
    private void Add(InstanceEntry entry, InboxMessage message)
    {
        var fits = !entry.HasMoreInFile
            && entry.InboxBytes + message.Length <= bounds.InboxBytes
            && instances.Inboxes.Bytes + message.Length <= bounds.TotalInboxBytes;
        if (entry.State == EntryState.Locked && fits)
            entry.Add(message);
        else if (entry.State == EntryState.Locked)
            entry.HasMoreInFile = true;
        else if (message.Length > RetainedMessage.MaxBody || !fits)
            instances.Forget(entry);
        else if (entry.IsLoaded)
            entry.Add(message);
    }

    private void TryAdd(InstanceEntry entry, Lane lane, Backlog backlog)
    {
        // Quarantined instances use no room, which they might occupy for long.
        if (lane.Room == 0 && !PoisonQuarantine.IsQuarantined(entry.CrashCount))
            backlog.Mark();
        else
            instances.Add(entry, lane);
    }
}
