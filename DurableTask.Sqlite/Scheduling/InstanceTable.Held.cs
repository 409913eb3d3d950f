using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <content>What a dispatcher does with an instance that it has in hand.</content>
internal sealed partial class InstanceTable
{
    /// <summary>Waits for an instance with work and takes it in hand.</summary>
    public async ValueTask<InstanceEntry> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _ready.WaitAsync(cancellation).ConfigureAwait(false);
            lock (_lock)
            {
                var entry = _ready.Take();
                if (entry.State != EntryState.Ready)
                    continue;
                (entry.State, entry.IsFoundAgain) = (EntryState.Held, false);
                return entry;
            }
        }
    }

    /// <summary>Fills a held entry from the file; what was delivered since comes after.</summary>
    public void Load(InstanceEntry entry, LoadedInstance loaded)
    {
        lock (_lock)
        {
            var last = loaded.Inbox.Count == 0 ? 0 : loaded.Inbox[^1].Sequence;
            var delivered = loaded.IsMoreInFile ? [] : entry.Inbox.Where(message => message.Sequence > last).ToList();
            entry.ClearInbox();
            loaded.Inbox.ForEach(entry.Add);
            delivered.ForEach(entry.Add);
            (entry.Start, entry.Runtime, entry.Episodes, entry.Bytes) =
                (loaded.Start, loaded.Runtime, loaded.Episodes, loaded.Bytes);
            entry.IsLoaded = true;
            entry.IsMoreInFile |= loaded.IsMoreInFile;
        }
    }

    /// <summary>The messages for the held entry's next episode; empty where there is nothing to do.</summary>
    public List<TaskMessage> TakeMessages(InstanceEntry entry)
    {
        lock (_lock)
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

    /// <summary>The held entry's episode is committed: it goes on from there.</summary>
    public void Advanced(InstanceEntry entry, OrchestrationRuntimeState runtime, int episodes, long bytes)
    {
        lock (_lock)
        {
            (entry.Start, entry.Runtime, entry.Episodes, entry.Bytes) = (null, runtime, episodes, bytes);
            Acquit(entry);
            entry.Damages = 0;
            LetGo(entry);
        }
    }

    /// <summary>The held entry had nothing to do, or nothing more: it is kept where it waits for something.</summary>
    public void Release(InstanceEntry entry)
    {
        lock (_lock)
            LetGo(entry);
    }

    /// <summary>The held entry's episode came to nothing: the file says where it stands, and it runs again.</summary>
    public void Again(InstanceEntry entry)
    {
        lock (_lock)
        {
            if (entry.State == EntryState.Held)
                Reload(entry);
        }
    }

    /// <summary>
    /// The file had nothing for the held entry, or nothing that can be read: it goes, unless the writer has told of
    /// something since.
    /// </summary>
    public void GiveUp(InstanceEntry entry)
    {
        lock (_lock)
        {
            if (entry.IsFoundAgain || entry.IsMoreInFile || entry.Inbox.Count > 0)
                Reload(entry);
            else
                Remove(entry);
        }
    }

    /// <summary>The held entry's instance has ended, or is gone.</summary>
    public void RemoveHeld(InstanceEntry entry)
    {
        lock (_lock)
        {
            Acquit(entry);
            Remove(entry);
        }
    }

    private void Reload(InstanceEntry entry)
    {
        var lane = entry.Lane!;
        entry.Forget();
        Leave(entry);
        Enqueue(entry, lane);
    }
}
