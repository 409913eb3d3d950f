using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>A work item that knows its activity's entry, and where it is noted as running.</summary>
internal sealed class ActivityWorkItem(ActivityEntry entry, int slot) : TaskActivityWorkItem
{
    public ActivityEntry Entry { get; } = entry;

    public int Slot { get; } = slot;
}
