using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>A work item that knows its instance's entry, and whether somebody is done with it.</summary>
internal sealed class OrchestrationWorkItem(InstanceEntry entry) : TaskOrchestrationWorkItem
{
    public InstanceEntry Entry { get; } = entry;

    public bool IsDone { get; set; }
}
