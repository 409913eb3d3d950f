using DurableTask.Core;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// An instance in memory. Guarded by the lock of its <see cref="InstanceTable"/>, except for members that only the
/// holder of its work item uses.
/// </summary>
internal sealed class InstanceEntry(long row, InboxTotal total)
{
    public long Row { get; } = row;

    public EntryState State { get; set; }

    /// <summary>
    /// The number of crashes of the process during an episode of the instance, since its last complete episode.
    /// </summary>
    public int CrashCount { get; set; }

    /// <summary>Whether it is the instance of the <see cref="PoisonQuarantine"/> that runs now.</summary>
    public bool IsRunningQuarantined { get; set; }

    /// <summary>The lane in which it was active last; null for none.</summary>
    public Lane? Lane { get; set; }

    /// <summary>
    /// Whether the fields below are the same as in the file; otherwise they are read before the next episode.
    /// </summary>
    public bool IsLoaded { get; set; }

    /// <summary>The message that starts the instance, until its first episode is committed.</summary>
    public TaskMessage? Start { get; set; }

    /// <summary>Whether the loader found work for it in the file while it was locked.</summary>
    public bool IsFoundWhileLocked { get; set; }

    public OrchestrationRuntimeState? Runtime { get; set; }

    /// <summary>How many episodes of the current execution the file contains.</summary>
    public int Episodes { get; set; }

    /// <summary>Messages that no work item has taken yet, in their order.</summary>
    public List<InboxMessage> Inbox { get; private set; } = [];

    /// <summary>Their encoded bytes.</summary>
    public long InboxBytes { get; private set; }

    /// <summary>
    /// Whether the file has more messages, after those, which are read before the episode after the next.
    /// </summary>
    public bool HasMoreInFile { get; set; }

    /// <summary>The last message of the file that was read into memory.</summary>
    public long SeenUpTo { get; private set; }

    /// <summary>The last message of the inbox that the current work item took.</summary>
    public long TakenUpTo { get; set; }

    /// <summary>The encoded size of the loaded state, in bytes.</summary>
    public long Bytes { get; set; }

    /// <summary>How many times in a row the end of its episode met damage.</summary>
    public int DamageCount { get; set; }

    public void OnFailed(Exception error) => DamageCount = StoreErrors.IsDamage(error) ? DamageCount + 1 : 0;

    public void Add(InboxMessage message)
    {
        Inbox.Add(message);
        InboxBytes += message.Length;
        total.Bytes += message.Length;
        SeenUpTo = message.Sequence;
    }

    public void ClearInbox()
    {
        Inbox.Clear();
        total.Bytes -= InboxBytes;
        InboxBytes = 0;
    }

    public void Forget()
    {
        (IsLoaded, Start, Runtime, Episodes, Bytes, SeenUpTo) = (false, null, null, 0, 0, 0);
        ClearInbox();
        (Inbox, HasMoreInFile) = ([], false);
    }
}
