using System.Threading.Channels;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The activities that are ready, in the order of their numbers. Beyond its capacity they stay in the file, as do all
/// later ones until the <see cref="BacklogLoader"/> has caught up, so that none is skipped.
/// </summary>
internal sealed class ActivityQueue
{
    private readonly Lock _lock = new();
    private readonly Channel<ActivityEntry> _ready = Channel.CreateUnbounded<ActivityEntry>();
    private readonly int _capacity;
    private readonly IdleMonitor _idle;
    private readonly PoisonQuarantine _quarantine;
    private long _lastSequence;
    private long _goneUpTo;
    private int _inFlight;

    public ActivityQueue(int capacity, IdleMonitor idle, PoisonQuarantine quarantine) =>
        (_capacity, _idle, _quarantine, Backlog) = (capacity, idle, quarantine, new Backlog(idle));

    public Backlog Backlog { get; }

    /// <summary>The number up to which activities have been in memory.</summary>
    public long LastSequence
    {
        get
        {
            lock (_lock)
                return _lastSequence;
        }
    }

    public int Ready => _ready.Reader.Count;

    /// <summary>The activities that a dispatcher has, or that wait for a retry.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    public int Room => Math.Max(0, _capacity - Ready);

    public void OnCommitted(ActivityEntry entry)
    {
        lock (_lock)
        {
            if (entry.Sequence <= _lastSequence)
                return;
            if (!Backlog.IsMarked && Room > 0)
                Enqueue(entry);
            else if (Backlog.Mark())
                WakeIfDrained(); // The takers may have emptied the queue before there was a mark to see.
        }
    }

    public void OnFound(IEnumerable<ActivityEntry> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries.Where(entry => entry.Sequence > _lastSequence))
                Enqueue(entry);
        }
    }

    /// <summary>Waits for an activity. The taker calls <see cref="Complete"/> or <see cref="Requeue"/>.</summary>
    public async ValueTask<ActivityEntry> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var entry = await _ready.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _inFlight);
            WakeIfDrained();
            if (entry.Sequence > Interlocked.Read(ref _goneUpTo))
                return entry;
            Complete(entry);
        }
    }

    /// <summary>Drops the activities up to a number: they were deleted from the file.</summary>
    public void OnCleared(long upTo) => Interlocked.Exchange(ref _goneUpTo, upTo);

    public void Requeue(ActivityEntry entry)
    {
        Left(entry);
        Add(entry);
    }

    public void Complete(ActivityEntry entry)
    {
        Left(entry);
        _idle.Leave();
    }

    private void WakeIfDrained()
    {
        if (Ready <= _capacity / 2)
            Backlog.OnDrained();
    }

    private void Enqueue(ActivityEntry entry)
    {
        _lastSequence = entry.Sequence;
        _idle.Enter();
        Add(entry);
    }

    private void Add(ActivityEntry entry)
    {
        if (PoisonQuarantine.IsQuarantined(entry.CrashCount))
            Quarantine(entry);
        else
            _ready.Writer.TryWrite(entry);
    }

    // Separate from its caller, which would allocate the closure for each entry.
    private void Quarantine(ActivityEntry entry) =>
        _quarantine.AddActivity(entry.Sequence, entry.CrashCount, () => _ready.Writer.TryWrite(entry));

    private void Left(ActivityEntry entry)
    {
        Interlocked.Decrement(ref _inFlight);
        if (PoisonQuarantine.IsQuarantined(entry.CrashCount))
            _quarantine.OnEnded();
    }
}
