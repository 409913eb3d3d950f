using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The instances in memory: those with work, in the order in which they got it, and those that are cached. Past its
/// capacity, work stays in the file until the <see cref="FileLoader"/> finds room.
/// </summary>
internal sealed partial class InstanceTable(int capacity, long cacheBytes, IdleMonitor idle)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, InstanceEntry> _entries = [];
    private readonly HistoryCache _cache = new(cacheBytes);
    private readonly ReadyQueue _ready = new();
    private int _active;

    /// <summary>Whether work stayed behind in the file.</summary>
    public Overflow Overflow { get; } = new(idle);

    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    public int Active => Volatile.Read(ref _active);

    public int Ready => _ready.Count;

    /// <summary>Those that a dispatcher has, or that wait for another try.</summary>
    public int InHand => Math.Max(0, Active - Ready);

    public int Room => Math.Max(0, capacity - Active);

    /// <summary>A new instance; <paramref name="start"/> null: it is read when its turn comes.</summary>
    public void Created(long row, TaskMessage? start, long bytes)
    {
        lock (_lock)
        {
            // The loader may have found it before.
            if (_entries.ContainsKey(row))
                return;
            TryAdd(start is null
                ? new InstanceEntry(row)
                : new InstanceEntry(row)
                {
                    IsLoaded = true,
                    Start = start,
                    Bytes = bytes,
                    Runtime = new OrchestrationRuntimeState(),
                });
        }
    }

    public void Delivered(long row, InboxMessage message)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(row, out var entry))
            {
                TryAdd(new InstanceEntry(row));
                return;
            }

            // The load of one that was found in the file may have read it before.
            if (message.Sequence <= entry.SeenUpTo)
                return;

            // One that is not loaded and not held reads its messages when its turn comes.
            if (message.Length > HeldMessage.LargestBody && entry.State != EntryState.Held)
                ForgetLoaded(entry);
            else if (entry.IsLoaded || entry.State == EntryState.Held)
                entry.Add(message);
            if (entry.State == EntryState.Idle)
                MakeReady(entry);
        }
    }

    /// <summary>
    /// An instance of which the file has work. One that is in memory already knows, unless its holder read the file
    /// before.
    /// </summary>
    public void Found(long row)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(row, out var entry))
                entry.IsFoundAgain = true;
            else
                TryAdd(new InstanceEntry(row));
        }
    }

    /// <summary>The instance was deleted from the file.</summary>
    public void Deleted(long row)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(row, out var entry) && entry.State != EntryState.Held)
                Remove(entry);
        }
    }

    /// <summary>Work stays in the file for want of room, until the draining wakes the loader.</summary>
    public void LeaveInFile()
    {
        // What drained before there was a mark to see woke nobody.
        if (Overflow.Mark())
            WakeIfDrained();
    }

    private void TryAdd(InstanceEntry entry)
    {
        if (_active >= capacity)
        {
            Overflow.Mark();
            return;
        }

        _entries.Add(entry.Row, entry);
        MakeReady(entry);
    }

    private void ForgetLoaded(InstanceEntry entry)
    {
        _cache.Remove(entry);
        entry.Forget();
    }

    private void MakeReady(InstanceEntry entry)
    {
        _cache.Remove(entry);
        entry.State = EntryState.Ready;
        _active++;
        idle.Enter();
        _ready.Add(entry);
    }

    private void LetGo(InstanceEntry entry)
    {
        if (entry.Inbox.Count > 0)
        {
            entry.State = EntryState.Ready;
            _ready.Add(entry);
            return;
        }

        entry.State = EntryState.Idle;
        foreach (var crowdedOut in _cache.Add(entry))
        {
            crowdedOut.State = EntryState.Removed;
            _entries.Remove(crowdedOut.Row);
        }

        Deactivate();
    }

    private void Remove(InstanceEntry entry)
    {
        var wasActive = entry.State is EntryState.Ready or EntryState.Held;
        _cache.Remove(entry);
        _entries.Remove(entry.Row);
        entry.State = EntryState.Removed;
        if (wasActive)
            Deactivate();
    }

    private void Deactivate()
    {
        _active--;
        WakeIfDrained();
        idle.Leave();
    }

    private void WakeIfDrained()
    {
        if (Active <= capacity / 2)
            Overflow.Drained();
    }
}
