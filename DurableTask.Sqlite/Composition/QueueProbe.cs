using DurableTask.Sqlite.Dispatching;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Composition;

/// <summary>Reads the lengths of the queues.</summary>
internal sealed class QueueProbe(
    SharedParts shared,
    OrchestrationDispatch orchestrationDispatch,
    ActivityDispatch activityDispatch,
    WorkLifecycle lifecycle,
    SqliteOrchestrationServiceOptions options)
{
    public QueueCounts Counts => new()
    {
        Instances = shared.Instances.Count,
        InstancesReady = shared.Instances.Ready,
        InstancesInFlight = shared.Instances.InFlight,
        InstancesInFile = shared.Instances.Messages.IsMarked || shared.Instances.Pending.IsMarked,
        ActivitiesReady = shared.Activities.Ready,
        ActivitiesInFlight = shared.Activities.InFlight,
        ActivitiesInFile = shared.Activities.Backlog.IsMarked,
        Writes = shared.Writer.Waiting,
        NextTimer = shared.Timers.FirstDue,
        Progress = shared.Writer.Batches + orchestrationDispatch.Dispatched + activityDispatch.Dispatched,
        IsWorkWaiting = shared.Writer.Waiting > 0 || (lifecycle.IsRunning && IsWorkReady),
    };

    private bool IsWorkReady =>
        shared.Timers.FirstDue <= options.TimeProvider.GetUtcNow()
        || (shared.Instances.Ready > 0 && shared.Instances.InFlight < options.MaxConcurrentOrchestrations)
        || (shared.Instances.Messages.IsMarked && shared.Instances.UnderWay.Room > 0)
        || (shared.Instances.Pending.IsMarked && shared.Instances.Starts.Room > 0)
        || (shared.Activities.Ready > 0 && shared.Activities.InFlight < options.MaxConcurrentActivities)
        || (shared.Activities.Backlog.IsMarked && shared.Activities.Room > 0);
}
