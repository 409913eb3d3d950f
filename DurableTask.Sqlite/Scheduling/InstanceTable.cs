using DurableTask.Core;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The instances in memory, as the writer, the loader and the dispatchers use them. One lock guards them:
/// <see cref="InstanceArrivals"/> adds work, <see cref="InstanceLocks"/> takes it.
/// </summary>
internal sealed class InstanceTable
{
    private readonly InstancesInMemory _instances;
    private readonly InstanceLanes _lanes;
    private readonly InstanceArrivals _arrivals;
    private readonly InstanceLocks _locks;

    /// <param name="bounds">How much stays in memory.</param>
    /// <param name="idle">Counts the active instances.</param>
    /// <param name="quarantine">The quarantined instances.</param>
    /// <param name="crashCounts">The crashes at which an episode of an instance was running, by row.</param>
    /// <param name="onTimersDrained">Called when there is room again for instances whose timers fire.</param>
    /// <param name="onDropped">Called for each message that no instance accepts.</param>
    public InstanceTable(
        InstanceBounds bounds,
        IdleMonitor idle,
        PoisonQuarantine quarantine,
        IReadOnlyDictionary<long, int> crashCounts,
        Action onTimersDrained,
        Action<TaskMessage> onDropped)
    {
        var (@lock, counts) = (new Lock(), new Dictionary<long, int>(crashCounts));
        (MaxInboxBytes, OnDropped) = (bounds.InboxBytes, onDropped);
        _lanes = new InstanceLanes(@lock, bounds.Capacity, quarantine, idle, onTimersDrained);
        _instances = new InstancesInMemory(@lock, _lanes, bounds.CacheBytes, idle);
        _arrivals = new InstanceArrivals(_instances, counts, bounds);
        _locks = new InstanceLocks(_instances, counts);
    }

    /// <inheritdoc cref="InstanceLanes.UnderWay"/>
    public Lane UnderWay => _lanes.UnderWay;

    /// <inheritdoc cref="InstanceLanes.Timers"/>
    public Lane Timers => _lanes.Timers;

    /// <inheritdoc cref="InstanceLanes.Starts"/>
    public Lane Starts => _lanes.Starts;

    /// <inheritdoc cref="InstanceLanes.Messages"/>
    public Backlog Messages => _lanes.Messages;

    /// <inheritdoc cref="InstanceLanes.Pending"/>
    public Backlog Pending => _lanes.Pending;

    public long MaxInboxBytes { get; }

    /// <summary>Called for each message that no instance accepts.</summary>
    public Action<TaskMessage> OnDropped { get; }

    /// <summary>How many bytes of messages wait in memory.</summary>
    public long TotalInboxBytes
    {
        get
        {
            lock (_instances.Lock)
                return _instances.Inboxes.Bytes;
        }
    }

    public int Count
    {
        get
        {
            lock (_instances.Lock)
                return _instances.Count;
        }
    }

    public int Active => _lanes.Active;

    public int Ready => _lanes.Ready;

    /// <summary>Instances that a dispatcher has locked, or that wait for a retry.</summary>
    public int InFlight => Math.Max(0, Active - Ready);

    /// <summary>
    /// Adds an instance that was created. Without <paramref name="start"/> it is read when its turn comes.
    /// </summary>
    public void OnCreated(long row, TaskMessage? start, long bytes) => _arrivals.OnCreated(row, start, bytes);

    public void OnDelivered(long row, InboxMessage message) => _arrivals.OnDelivered(row, message, UnderWay);

    /// <summary>Adds the message of a timer that fired, which is in the inbox.</summary>
    public void OnTimerFired(long row, InboxMessage message) => _arrivals.OnDelivered(row, message, Timers);

    /// <summary>Adds an instance whose scheduled start is due.</summary>
    public void OnStartDue(long row) => _arrivals.OnFound(row, Timers, Pending);

    /// <summary>Adds an instance that has yet to start, which the loader found.</summary>
    public void OnPendingFound(long row) => _arrivals.OnFound(row, Starts, Pending);

    /// <summary>Adds an instance with messages, which the loader found.</summary>
    public void OnMessagesFound(long row) => _arrivals.OnFound(row, UnderWay, Messages);

    /// <summary>
    /// Removes an instance that was deleted from the file. The holder of its lock notices that itself.
    /// </summary>
    public void OnDeleted(long row)
    {
        lock (_instances.Lock)
        {
            if (_instances.TryGet(row, out var entry) && entry.State != EntryState.Locked)
                _instances.Remove(entry);
        }
    }

    /// <summary>Removes all instances, which were deleted from the file.</summary>
    public void OnCleared()
    {
        lock (_instances.Lock)
            _instances.Clear();
    }

    /// <inheritdoc cref="InstanceLocks.TakeAsync"/>
    public ValueTask<InstanceEntry> TakeAsync(CancellationToken cancellationToken) =>
        _locks.TakeAsync(cancellationToken);

    /// <inheritdoc cref="InstanceLocks.Load"/>
    public void Load(InstanceEntry entry, LoadedInstance loaded) => _locks.Load(entry, loaded);

    /// <inheritdoc cref="InstanceLocks.TakeMessages"/>
    public List<TaskMessage> TakeMessages(InstanceEntry entry) => _locks.TakeMessages(entry);

    /// <inheritdoc cref="InstanceLocks.Advance"/>
    public void Advance(InstanceEntry entry, OrchestrationRuntimeState runtime, int episodes, long bytes) =>
        _locks.Advance(entry, runtime, episodes, bytes);

    /// <inheritdoc cref="InstanceLocks.Release"/>
    public void Release(InstanceEntry entry) => _locks.Release(entry);

    /// <inheritdoc cref="InstanceLocks.Requeue"/>
    public void Requeue(InstanceEntry entry) => _locks.Requeue(entry);

    /// <inheritdoc cref="InstanceLocks.Evict"/>
    public void Evict(InstanceEntry entry) => _locks.Evict(entry);

    /// <inheritdoc cref="InstanceLocks.Remove"/>
    public void Remove(InstanceEntry entry) => _locks.Remove(entry);
}
