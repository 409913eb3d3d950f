using DurableTask.Core.History;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The event of an activity that was given to the framework's dispatcher. The dispatcher reads its type first when it
/// runs the activity. Nothing else distinguishes a running activity from one that the dispatcher fetched while it
/// stopped, and discarded: it releases only orchestrations (Azure/azure-functions-durable-extension#344).
/// </summary>
internal sealed class TrackedTaskScheduledEvent : TaskScheduledEvent
{
    private readonly Action _begin;

    public TrackedTaskScheduledEvent(TaskScheduledEvent scheduled, Action begin)
        : base(scheduled.EventId, scheduled.Name!, scheduled.Version, scheduled.Input)
    {
        _begin = begin;
        (Timestamp, IsPlayed, ExtensionData) = (scheduled.Timestamp, scheduled.IsPlayed, scheduled.ExtensionData);
        (Tags, ParentTraceContext) = (scheduled.Tags, scheduled.ParentTraceContext);
    }

    public override EventType EventType
    {
        get
        {
            _begin();
            return EventType.TaskScheduled;
        }
    }
}
