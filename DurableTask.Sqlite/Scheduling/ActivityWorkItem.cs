using DurableTask.Core;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>A work item with its activity's entry and its slot in the crash journal.</summary>
internal sealed class ActivityWorkItem(ActivityEntry entry, int slot) : TaskActivityWorkItem
{
    private const int Dispatched = 0;
    private const int Started = 1;
    private const int Requeued = 2;

    private int _state;
    private int _slot = slot;

    public ActivityEntry Entry { get; } = entry;

    /// <summary>
    /// Releases the slot in the crash journal. Only the first call does: an activity whose result can't be stored is
    /// abandoned after its completion.
    /// </summary>
    public void Leave(CrashJournal journal) => journal.Leave(Interlocked.Exchange(ref _slot, CrashJournal.NoSlot));

    /// <summary>Marks the activity as running or completed; false if it was requeued before.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Dispatched) != Requeued;

    /// <summary>Marks the activity as discarded; false if a dispatcher has begun to run it.</summary>
    public bool TryRequeue() => Interlocked.CompareExchange(ref _state, Requeued, Dispatched) == Dispatched;
}
