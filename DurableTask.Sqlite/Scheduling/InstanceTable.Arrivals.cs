using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <content>Work that comes, or that the file is found to have.</content>
internal sealed partial class InstanceTable
{
    /// <summary>A new instance; <paramref name="start"/> null: it is read when its turn comes.</summary>
    public void Created(long row, TaskMessage? start, long bytes)
    {
        lock (_lock)
        {
            // The loader may have found it before.
            if (_entries.ContainsKey(row))
                return;
            var entry = start is null
                ? new InstanceEntry(row, _inboxes)
                : new InstanceEntry(row, _inboxes)
                {
                    IsLoaded = true,
                    Start = start,
                    Bytes = bytes,
                    Runtime = new OrchestrationRuntimeState(),
                };
            TryAdd(entry, Starts, Pending);
        }
    }

    public void Delivered(long row, InboxMessage message) => Delivered(row, message, UnderWay);

    /// <summary>A timer fired, and its message is in the inbox.</summary>
    public void Fired(long row, InboxMessage message) => Delivered(row, message, Timers);

    /// <summary>A scheduled start is due.</summary>
    public void FiredStart(long row) => Found(row, Timers, Pending);

    /// <summary>An instance that the file has, and that has yet to start.</summary>
    public void FoundPending(long row) => Found(row, Starts, Pending);

    /// <summary>An instance of which the file has messages.</summary>
    public void FoundMessages(long row) => Found(row, UnderWay, Messages);

    private void Delivered(long row, InboxMessage message, Lane lane)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(row, out var entry))
            {
                TryAdd(new InstanceEntry(row, _inboxes), lane, Messages);
                return;
            }

            // The load of one that was found in the file may have read it before.
            if (message.Sequence <= entry.SeenUpTo)
                return;

            // One that is not loaded and not held reads its messages when its turn comes.
            var fits = !entry.IsMoreInFile
                && entry.InboxBytes + message.Length <= MostInboxBytes
                && _inboxes.Bytes + message.Length <= MostInboxesBytes;
            if (entry.State == EntryState.Held)
                Add(entry, message, fits);
            else if (message.Length > HeldMessage.LargestBody || !fits)
                ForgetLoaded(entry);
            else if (entry.IsLoaded)
                entry.Add(message);
            if (entry.State == EntryState.Idle)
                MakeReady(entry, lane);
        }
    }

    // One that is in memory already knows of its work, unless its holder read the file before.
    private void Found(long row, Lane lane, Overflow overflow)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(row, out var entry))
                entry.IsFoundAgain = true;
            else
                TryAdd(new InstanceEntry(row, _inboxes), lane, overflow);
        }
    }

    private void TryAdd(InstanceEntry entry, Lane lane, Overflow overflow)
    {
        entry.Deaths = _deaths.GetValueOrDefault(entry.Row);
        // Suspects take no room, which they might keep for long.
        if (lane.Room == 0 && !Suspects.Include(entry.Deaths))
        {
            overflow.Mark();
            return;
        }

        _entries.Add(entry.Row, entry);
        MakeReady(entry, lane);
    }

    private static void Add(InstanceEntry entry, InboxMessage message, bool fits)
    {
        if (fits)
            entry.Add(message);
        else
            entry.IsMoreInFile = true;
    }
}
