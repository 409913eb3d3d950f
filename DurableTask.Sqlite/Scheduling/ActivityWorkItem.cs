using DurableTask.Core;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>A work item that knows its activity's entry, and where it is noted as running.</summary>
internal sealed class ActivityWorkItem(ActivityEntry entry, int slot) : TaskActivityWorkItem
{
    private const int Dispatched = 0;
    private const int Started = 1;
    private const int Requeued = 2;

    private int _state;
    private int _slot = slot;

    public ActivityEntry Entry { get; } = entry;

    /// <summary>
    /// Gives its note back, once: one whose result can't be stored is done with, and abandoned after that.
    /// </summary>
    public void Leave(CrashJournal journal) => journal.Leave(Interlocked.Exchange(ref _slot, CrashJournal.NoSlot));

    /// <summary>Somebody runs it, or is done with it; false where it was put back before, and is another's.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Dispatched) != Requeued;

    /// <summary>Whether nobody has begun to run it, and nobody's it is from now on.</summary>
    public bool TryRequeue() => Interlocked.CompareExchange(ref _state, Requeued, Dispatched) == Dispatched;
}
