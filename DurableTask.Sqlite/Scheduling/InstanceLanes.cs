using DurableTask.Sqlite.Poison;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The lanes in which active instances wait for a dispatcher. Quarantined instances wait in the quarantine instead, and
/// have a lane of their own when their turn comes. Methods require the lock of the <see cref="InstancesInMemory"/>;
/// counts don't.
/// </summary>
internal sealed class InstanceLanes
{
    // Small, so that new work waits little, and large enough that the dispatchers don't wait for the next page.
    private const int MaxFired = 2_000;

    private readonly Lock _lock;
    private readonly PoisonQuarantine _quarantine;
    private readonly Lane _quarantineLane = new(capacity: 1, onDrained: () => { });
    private readonly ReadyQueue _ready;

    /// <param name="lock">The lock of the <see cref="InstancesInMemory"/>.</param>
    /// <param name="capacity">The maximum number of instances under way, and of starts.</param>
    /// <param name="quarantine">The quarantined instances.</param>
    /// <param name="idle">Receives whether work is left in the file.</param>
    /// <param name="onTimersDrained">Called when there is room again for instances whose timers fire.</param>
    public InstanceLanes(
        Lock @lock, int capacity, PoisonQuarantine quarantine, IdleMonitor idle, Action onTimersDrained)
    {
        (_lock, _quarantine) = (@lock, quarantine);
        (Messages, Pending) = (new Backlog(idle), new Backlog(idle));
        UnderWay = new Lane(capacity, Messages.OnDrained);
        Timers = new Lane(Math.Min(capacity, MaxFired), onTimersDrained);
        Starts = new Lane(capacity, Pending.OnDrained);
        _ready = new ReadyQueue(_quarantineLane, UnderWay, Timers, Starts);
    }

    public Lane UnderWay { get; }

    /// <summary>Instances whose timers fired. A timer that is due beyond this room stays in the file.</summary>
    public Lane Timers { get; }

    public Lane Starts { get; }

    /// <summary>Whether instances with messages are left in the file.</summary>
    public Backlog Messages { get; }

    /// <summary>Whether instances that have yet to start are left in the file.</summary>
    public Backlog Pending { get; }

    public int Active => UnderWay.Active + Timers.Active + Starts.Active + _quarantineLane.Active;

    public int Ready => _ready.Count;

    /// <summary>
    /// Waits until an instance is ready; the caller then calls <see cref="Take"/> once. Needs no lock.
    /// </summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _ready.WaitAsync(cancellationToken);

    public InstanceEntry Take() => _ready.Take();

    /// <summary>Makes an instance ready, or queues it in the quarantine.</summary>
    public void Enqueue(InstanceEntry entry, Lane lane)
    {
        var isQuarantined = PoisonQuarantine.IsQuarantined(entry.CrashCount);
        (entry.State, entry.Lane) = (EntryState.Ready, isQuarantined ? _quarantineLane : lane);
        if (isQuarantined)
        {
            Quarantine(entry);
            return;
        }

        lane.Enter();
        _ready.Add(entry);
    }

    /// <summary>Removes an instance that is no longer active from its lane.</summary>
    public void Leave(InstanceEntry entry)
    {
        if (entry.Lane != _quarantineLane)
        {
            entry.Lane!.Leave();
        }
        else if (entry.IsRunningQuarantined)
        {
            entry.IsRunningQuarantined = false;
            _quarantineLane.Leave();
            _quarantine.OnEnded();
        }
    }

    // Separate from its caller, which would allocate the closure for each entry.
    private void Quarantine(InstanceEntry entry) =>
        _quarantine.AddInstance(entry.Row, entry.CrashCount, () => TryRun(entry));

    private bool TryRun(InstanceEntry entry)
    {
        lock (_lock)
        {
            // The instance may have been deleted while it waited.
            if (entry.State != EntryState.Ready)
                return false;

            entry.IsRunningQuarantined = true;
            _quarantineLane.Enter();
            _ready.Add(entry);
            return true;
        }
    }
}
