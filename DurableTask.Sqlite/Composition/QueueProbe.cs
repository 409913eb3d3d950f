using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>Reads the lengths of the queues.</summary>
internal sealed class QueueProbe(
    InstanceTable instances,
    ActivityQueue activities,
    TimerPump timers,
    StoreWriter writer,
    OrchestrationDispatch orchestrationDispatch,
    ActivityDispatch activityDispatch,
    WorkLifecycle lifecycle,
    SqliteOrchestrationServiceOptions options)
{
    public QueueCounts Counts => new()
    {
        Instances = instances.Count,
        InstancesReady = instances.Ready,
        InstancesInFlight = instances.InFlight,
        InstancesInFile = instances.Messages.IsMarked || instances.Pending.IsMarked,
        ActivitiesReady = activities.Ready,
        ActivitiesInFlight = activities.InFlight,
        ActivitiesInFile = activities.Backlog.IsMarked,
        Writes = writer.Waiting,
        NextTimer = timers.FirstDue,
        Progress = writer.Batches + orchestrationDispatch.Dispatched + activityDispatch.Dispatched,
        IsWorkWaiting = writer.Waiting > 0 || (lifecycle.IsRunning && IsWorkReady),
    };

    private bool IsWorkReady =>
        timers.FirstDue <= options.TimeProvider.GetUtcNow()
        || (instances.Ready > 0 && instances.InFlight < options.MaxConcurrentOrchestrations)
        || (instances.Messages.IsMarked && instances.UnderWay.Room > 0)
        || (instances.Pending.IsMarked && instances.Starts.Room > 0)
        || (activities.Ready > 0 && activities.InFlight < options.MaxConcurrentActivities)
        || (activities.Backlog.IsMarked && activities.Room > 0);
}
