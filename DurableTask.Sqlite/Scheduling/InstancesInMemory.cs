using System.Diagnostics.CodeAnalysis;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The instances in memory: those with work, and idle ones as a cache. It updates lanes, cache and idle count whenever
/// an entry changes its state. All members require <see cref="Lock"/>.
/// </summary>
internal sealed class InstancesInMemory(Lock @lock, InstanceLanes lanes, long cacheBytes, IdleMonitor idle)
{
    private readonly Dictionary<long, InstanceEntry> _entries = [];
    private readonly HistoryCache _cache = new(cacheBytes);

    public Lock Lock { get; } = @lock;

    public InstanceLanes Lanes { get; } = lanes;

    /// <summary>The bytes in all inboxes together.</summary>
    public InboxTotal Inboxes { get; } = new();

    public int Count => _entries.Count;

    public bool TryGet(long row, [MaybeNullWhen(false)] out InstanceEntry entry) =>
        _entries.TryGetValue(row, out entry);

    /// <summary>Adds an entry as ready.</summary>
    public void Add(InstanceEntry entry, Lane lane)
    {
        _entries.Add(entry.Row, entry);
        MakeReady(entry, lane);
    }

    /// <summary>Makes an idle entry ready.</summary>
    public void MakeReady(InstanceEntry entry, Lane lane)
    {
        _cache.Remove(entry);
        idle.Enter();
        Lanes.Enqueue(entry, lane);
    }

    /// <summary>Drops the loaded state of an entry, which is in the file.</summary>
    public void Forget(InstanceEntry entry)
    {
        _cache.Remove(entry);
        entry.Forget();
    }

    /// <summary>Makes a locked entry ready if it has messages, or else idle.</summary>
    public void Unlock(InstanceEntry entry)
    {
        if (entry.HasMoreInFile || entry.Inbox.Count > 0)
        {
            // The messages in memory are in the file too, before the rest.
            if (entry.HasMoreInFile)
                entry.Forget();
            Lanes.Leave(entry);
            Lanes.Enqueue(entry, Lanes.UnderWay);
            return;
        }

        entry.State = EntryState.Idle;
        foreach (var evicted in _cache.Add(entry))
        {
            evicted.State = EntryState.Removed;
            _entries.Remove(evicted.Row);
        }

        Deactivate(entry);
    }

    /// <summary>Makes a locked entry ready, without its loaded state.</summary>
    public void Reload(InstanceEntry entry)
    {
        var lane = entry.Lane!;
        entry.Forget();
        Lanes.Leave(entry);
        Lanes.Enqueue(entry, lane);
    }

    public void Remove(InstanceEntry entry)
    {
        var wasActive = entry.State is EntryState.Ready or EntryState.Locked;
        _cache.Remove(entry);
        // A ready entry stays in the queue until its turn, perhaps for long.
        if (entry.State == EntryState.Ready)
            entry.Forget();
        else
            entry.ClearInbox();
        _entries.Remove(entry.Row);
        entry.State = EntryState.Removed;
        if (wasActive)
            Deactivate(entry);
    }

    /// <summary>Removes all entries but the locked ones.</summary>
    public void Clear()
    {
        foreach (var entry in _entries.Values.Where(entry => entry.State != EntryState.Locked).ToList())
            Remove(entry);
    }

    private void Deactivate(InstanceEntry entry)
    {
        Lanes.Leave(entry);
        idle.Leave();
    }
}
