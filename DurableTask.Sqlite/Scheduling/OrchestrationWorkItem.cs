using DurableTask.Core;
using DurableTask.Sqlite.Poison;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>A work item with its instance's entry and its slot in the crash journal.</summary>
internal sealed class OrchestrationWorkItem(InstanceEntry entry) : TaskOrchestrationWorkItem
{
    private int _slot = CrashJournal.NoSlot;

    public InstanceEntry Entry { get; } = entry;

    public bool IsDone { get; set; }

    /// <summary>The start of the service after which the item was first dispatched, counted from 1.</summary>
    public required int ServiceStart { get; init; }

    /// <summary>Records it as running.</summary>
    public void Enter(CrashJournal journal) => _slot = journal.EnterInstance(Entry.Row);

    /// <summary>
    /// Gives back the entry in the crash journal. Only the first call does: a completed item is released later.
    /// </summary>
    public void Leave(CrashJournal journal) => journal.Leave(Interlocked.Exchange(ref _slot, CrashJournal.NoSlot));

    /// <summary>
    /// The instance's next work item, in which the dispatcher finds the orchestrator as this one left it and so replays
    /// nothing. Another object than this one, which the dispatcher has yet to release.
    /// </summary>
    public OrchestrationWorkItem Next(List<TaskMessage> messages)
    {
        var next = (OrchestrationWorkItem)MemberwiseClone();
        (next.NewMessages, next.OrchestrationRuntimeState, next.IsDone) = (messages, Entry.Runtime, false);
        return next;
    }
}
