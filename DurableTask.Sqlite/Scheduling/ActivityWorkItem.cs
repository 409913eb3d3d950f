using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>A work item that knows its activity's entry.</summary>
internal sealed class ActivityWorkItem(ActivityEntry entry) : TaskActivityWorkItem
{
    public ActivityEntry Entry { get; } = entry;
}
