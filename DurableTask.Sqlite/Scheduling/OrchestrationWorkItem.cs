using DurableTask.Core;
using DurableTask.Sqlite.Poison;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>A work item with its instance's entry and its slot in the crash journal.</summary>
internal sealed class OrchestrationWorkItem(InstanceEntry entry) : TaskOrchestrationWorkItem
{
    private int _slot = CrashJournal.NoSlot;

    public InstanceEntry Entry { get; } = entry;

    public bool IsDone { get; set; }

    /// <summary>Records in the crash journal that it is running.</summary>
    public void Enter(CrashJournal journal) => _slot = journal.EnterInstance(Entry.Row);

    /// <summary>
    /// Releases the slot in the crash journal. Only the first call does: a completed item is released later.
    /// </summary>
    public void Leave(CrashJournal journal) => journal.Leave(Interlocked.Exchange(ref _slot, CrashJournal.NoSlot));
}
