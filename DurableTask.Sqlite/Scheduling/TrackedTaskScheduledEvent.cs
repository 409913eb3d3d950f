using DurableTask.Core.History;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// An activity's event as it is handed out. The framework's dispatcher looks at its type as the first thing of running
/// it: nothing else tells such an activity from one that the dispatcher got as it stopped and threw away.
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
