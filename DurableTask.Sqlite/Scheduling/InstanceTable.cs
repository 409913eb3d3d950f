using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The instances in memory: those with work, in the order in which they got it, and those that are cached. Past their
/// lane's capacity, messages and starts stay in the file until the <see cref="FileLoader"/> finds room.
/// </summary>
internal sealed partial class InstanceTable
{
    // So few that new work waits for little of it, and enough that the dispatchers don't wait for the next page.
    private const int MostFired = 2_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, InstanceEntry> _entries = [];
    private readonly InboxTotal _inboxes = new();
    private readonly HistoryCache _cache;
    private readonly IdleMonitor _idle;
    private readonly Suspects _suspects;
    private readonly Lane _suspected = new(capacity: 1);
    private readonly Dictionary<long, int> _deaths;
    private readonly ReadyQueue _ready;

    /// <param name="capacity">The most instances under way, and the most starts.</param>
    /// <param name="cacheBytes">The bound of the cache.</param>
    /// <param name="idle">Is told of what is active.</param>
    /// <param name="suspects">Those that run one at a time.</param>
    /// <param name="deaths">The rows of which an episode was running at deaths of the process, and at how many.</param>
    public InstanceTable(
        int capacity, long cacheBytes, IdleMonitor idle, Suspects suspects, IReadOnlyDictionary<long, int> deaths)
    {
        (_cache, _idle, _suspects, _deaths) = (new HistoryCache(cacheBytes), idle, suspects, new(deaths));
        (UnderWay, Timers, Starts) = (new Lane(capacity), new Lane(Math.Min(capacity, MostFired)), new Lane(capacity));
        _ready = new ReadyQueue(_suspected, UnderWay, Timers, Starts);
        (Messages, Pending) = (new Overflow(idle), new Overflow(idle));
        (UnderWay.Drained, Starts.Drained) = (Messages.Drained, Pending.Drained);
    }

    public Lane UnderWay { get; }

    /// <summary>Those whose timers fired. What is due beyond its room waits as it did before it was due.</summary>
    public Lane Timers { get; }

    public Lane Starts { get; }

    /// <summary>Whether messages stayed behind in the file.</summary>
    public Overflow Messages { get; }

    /// <summary>Whether instances that have yet to start stayed behind in the file.</summary>
    public Overflow Pending { get; }

    /// <summary>The most bytes of messages that wait in memory for one instance.</summary>
    public long MostInboxBytes { get; init; } = HeldMessage.LargestInbox;

    /// <summary>The same of all instances together.</summary>
    public long MostInboxesBytes { get; init; } = MemoryBounds.InboxesBytes;

    /// <summary>How many bytes of messages wait in memory.</summary>
    public long InboxesBytes
    {
        get
        {
            lock (_lock)
                return _inboxes.Bytes;
        }
    }

    /// <summary>Is told of each message that no instance takes.</summary>
    public Action<TaskMessage> OnDropped { get; init; } = _ => { };

    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    public int Active => UnderWay.Active + Timers.Active + Starts.Active + _suspected.Active;

    public int Ready => _ready.Count;

    /// <summary>Those that a dispatcher has, or that wait for another try.</summary>
    public int InHand => Math.Max(0, Active - Ready);

    /// <summary>The instance was deleted from the file.</summary>
    public void Deleted(long row)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(row, out var entry) && entry.State != EntryState.Held)
                Remove(entry);
        }
    }

    /// <summary>All instances were deleted from the file.</summary>
    public void Cleared()
    {
        lock (_lock)
        {
            foreach (var entry in _entries.Values.Where(entry => entry.State != EntryState.Held).ToList())
                Remove(entry);
        }
    }

    private void ForgetLoaded(InstanceEntry entry)
    {
        _cache.Remove(entry);
        entry.Forget();
    }

    private void MakeReady(InstanceEntry entry, Lane lane)
    {
        _cache.Remove(entry);
        _idle.Enter();
        Enqueue(entry, lane);
    }

    private void LetGo(InstanceEntry entry)
    {
        if (entry.IsMoreInFile || entry.Inbox.Count > 0)
        {
            // What waits in memory is in the file too, and before the rest.
            if (entry.IsMoreInFile)
                entry.Forget();
            // It goes on: whatever it was before, it's under way now.
            Leave(entry);
            Enqueue(entry, UnderWay);
            return;
        }

        entry.State = EntryState.Idle;
        foreach (var crowdedOut in _cache.Add(entry))
        {
            crowdedOut.State = EntryState.Removed;
            _entries.Remove(crowdedOut.Row);
        }

        Deactivate(entry);
    }

    private void Remove(InstanceEntry entry)
    {
        var wasActive = entry.State is EntryState.Ready or EntryState.Held;
        _cache.Remove(entry);
        // It stays in the queue until its turn comes, which may be long.
        if (entry.State == EntryState.Ready)
            entry.Forget();
        else
            entry.ClearInbox();
        _entries.Remove(entry.Row);
        entry.State = EntryState.Removed;
        if (wasActive)
            Deactivate(entry);
    }

    private void Deactivate(InstanceEntry entry)
    {
        Leave(entry);
        _idle.Leave();
    }
}
