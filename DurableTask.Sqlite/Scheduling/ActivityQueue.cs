using System.Threading.Channels;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The activities that are ready, in the order of their numbers. Past its capacity they stay in the file; then all
/// later ones do too, until the <see cref="FileLoader"/> has caught up, so that none is skipped.
/// </summary>
internal sealed class ActivityQueue
{
    private readonly Lock _lock = new();
    private readonly Channel<ActivityEntry> _ready = Channel.CreateUnbounded<ActivityEntry>();
    private readonly int _capacity;
    private readonly IdleMonitor _idle;
    private readonly Suspects _suspects;
    private long _lastSequence;
    private long _goneUpTo;
    private int _inHand;

    public ActivityQueue(int capacity, IdleMonitor idle, Suspects suspects) =>
        (_capacity, _idle, _suspects, Overflow) = (capacity, idle, suspects, new Overflow(idle));

    public Overflow Overflow { get; }

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

    /// <summary>Those that a dispatcher has, or that wait for another try.</summary>
    public int InHand => Volatile.Read(ref _inHand);

    public int Room => Math.Max(0, _capacity - Ready);

    public void Committed(ActivityEntry entry)
    {
        lock (_lock)
        {
            if (entry.Sequence <= _lastSequence)
                return;
            if (!Overflow.IsMarked && Room > 0)
                Enqueue(entry);
            else if (Overflow.Mark())
                WakeIfDrained(); // The takers may have emptied the queue before there was a mark to see.
        }
    }

    public void Found(IEnumerable<ActivityEntry> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries.Where(entry => entry.Sequence > _lastSequence))
                Enqueue(entry);
        }
    }

    /// <summary>Waits for an activity. The taker calls <see cref="Done"/> or <see cref="Again"/>.</summary>
    public async ValueTask<ActivityEntry> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var entry = await _ready.Reader.ReadAsync(cancellation).ConfigureAwait(false);
            Interlocked.Increment(ref _inHand);
            WakeIfDrained();
            if (entry.Sequence > Interlocked.Read(ref _goneUpTo))
                return entry;
            Done(entry);
        }
    }

    /// <summary>All activities were deleted from the file, up to that number.</summary>
    public void Cleared(long upTo) => Interlocked.Exchange(ref _goneUpTo, upTo);

    public void Again(ActivityEntry entry)
    {
        Left(entry);
        Add(entry);
    }

    public void Done(ActivityEntry entry)
    {
        Left(entry);
        _idle.Leave();
    }

    private void WakeIfDrained()
    {
        if (Ready <= _capacity / 2)
            Overflow.Drained();
    }

    private void Enqueue(ActivityEntry entry)
    {
        _lastSequence = entry.Sequence;
        _idle.Enter();
        Add(entry);
    }

    private void Add(ActivityEntry entry)
    {
        if (Suspects.Include(entry.Deaths))
            AddSuspect(entry);
        else
            _ready.Writer.TryWrite(entry);
    }

    // Apart from its caller, which would make the closure for each entry.
    private void AddSuspect(ActivityEntry entry) =>
        _suspects.AddActivity(entry.Sequence, entry.Deaths, () => _ready.Writer.TryWrite(entry));

    private void Left(ActivityEntry entry)
    {
        Interlocked.Decrement(ref _inHand);
        if (Suspects.Include(entry.Deaths))
            _suspects.Left();
    }
}
