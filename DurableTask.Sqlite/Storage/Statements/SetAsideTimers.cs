namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>
/// Due timers that can't fire, since they need a damaged page. They stay in the file, and other timers fire until a
/// pause is over. Only the writer's thread uses it.
/// </summary>
internal sealed class SetAsideTimers
{
    // A try costs a transaction that fails for each of them.
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    // Each commit skips them to find the next timer: 0.2 ms.
    private const int MaxTimers = 1_000;

    private readonly HashSet<DueTimer> _timers = [];

    /// <summary>The time of the next try, in UTC ticks; null if no timer is set aside.</summary>
    public long? RetryAt { get; private set; }

    public bool Contains(DueTimer timer) => _timers.Contains(timer);

    /// <summary>Sets a timer aside; false if there are too many already.</summary>
    public bool TryAdd(DueTimer timer, DateTime now)
    {
        if (_timers.Count == MaxTimers)
            return false;
        RetryAt ??= (now + Pause).Ticks;
        return _timers.Add(timer);
    }

    /// <summary>Makes timers due again when their pause is over.</summary>
    public void Release(DateTime now)
    {
        if (RetryAt is not { } at || at > now.Ticks)
            return;
        _timers.Clear();
        RetryAt = null;
    }
}
