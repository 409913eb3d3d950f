namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// A part of the active instances, which are ready or in flight. Each part has its own room, so that none blocks
/// another. Guarded by the lock of the <see cref="InstanceTable"/>, except for the counts.
/// </summary>
/// <param name="capacity">The maximum number of active instances.</param>
/// <param name="onDrained">Called for each instance that leaves while at most half of the capacity is used.</param>
internal sealed class Lane(int capacity, Action onDrained)
{
    private int _active;

    public int Active => Volatile.Read(ref _active);

    public int Room => Math.Max(0, capacity - Active);

    public Queue<InstanceEntry> Ready { get; } = [];

    public void Enter() => Interlocked.Increment(ref _active);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _active) <= capacity / 2)
            onDrained();
    }
}
