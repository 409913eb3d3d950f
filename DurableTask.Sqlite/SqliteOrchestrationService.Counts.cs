using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite;

/// <content>What is queued where.</content>
public sealed partial class SqliteOrchestrationService
{
    private long _handedOut;

    internal QueueCounts Counts => new()
    {
        Instances = _instances.Count,
        InstancesReady = _instances.Ready,
        InstancesInHand = _instances.InHand,
        InstancesInFile = _instances.Messages.IsMarked || _instances.Pending.IsMarked,
        ActivitiesReady = _activities.Ready,
        ActivitiesInHand = _activities.InHand,
        ActivitiesInFile = _activities.Overflow.IsMarked,
        Writes = _writer.Waiting,
        NextTimer = _timers.FirstDue,
        Moves = _writer.Batches + Interlocked.Read(ref _handedOut),
        IsWorkWaiting = _writer.Waiting > 0 || (IsRunning && IsWorkReady),
    };

    /// <summary>What is queued where, for a log or a debugger.</summary>
    public override string ToString() => $"{_store.Path}: {Counts}";

    private bool IsRunning
    {
        get
        {
            lock (_lifecycle)
                return _running is not null;
        }
    }

    private bool IsWorkReady =>
        _timers.FirstDue <= _time.GetUtcNow()
        || (_instances.Ready > 0 && _instances.InHand < _options.MaxConcurrentOrchestrations)
        || (_instances.Messages.IsMarked && _instances.UnderWay.Room > 0)
        || (_instances.Pending.IsMarked && _instances.Starts.Room > 0)
        || (_activities.Ready > 0 && _activities.InHand < _options.MaxConcurrentActivities)
        || (_activities.Overflow.IsMarked && _activities.Room > 0);
}
