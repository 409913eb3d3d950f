using System.Threading.Channels;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The instances that are ready, each part in its order: those under way before those that have yet to start. So a
/// burst is worked off instance by instance, and what is half done, and in memory, stays little. A start has its turn
/// after so many others, so that those who always have work don't keep it out.
/// </summary>
internal sealed class ReadyQueue
{
    private const int OthersBeforeAStart = 16;

    private readonly Queue<InstanceEntry> _underWay = [];
    private readonly Queue<InstanceEntry> _starts = [];
    private readonly Channel<bool> _added = Channel.CreateUnbounded<bool>();
    private int _others;

    public int Count => _added.Reader.Count;

    /// <summary>Called under the lock of the <see cref="InstanceTable"/>, as is <see cref="Take"/>.</summary>
    public void Add(InstanceEntry entry)
    {
        (entry.IsLoaded && entry.Start is not null ? _starts : _underWay).Enqueue(entry);
        _added.Writer.TryWrite(true);
    }

    /// <summary>Waits until there is one; then the caller, and nobody else, takes one.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _added.Reader.ReadAsync(cancellation);

    public InstanceEntry Take()
    {
        var isStart = _starts.Count > 0 && (_underWay.Count == 0 || _others >= OthersBeforeAStart);
        _others = isStart ? 0 : _others + 1;
        return (isStart ? _starts : _underWay).Dequeue();
    }
}
