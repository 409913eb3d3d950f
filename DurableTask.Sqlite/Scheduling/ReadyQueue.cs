using System.Threading.Channels;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The instances that are ready: first those under way, then those whose timer is due and those that have yet to start.
/// A burst is therefore processed instance by instance, and few instances are incomplete in memory at a time. Timers
/// and starts take turns, and get a turn after a number of other instances, so that none is starved. A quarantined
/// instance whose turn it is comes first.
/// </summary>
internal sealed class ReadyQueue(Lane quarantine, Lane underWay, Lane timers, Lane starts)
{
    private const int OthersBeforeATurn = 16;

    private readonly Channel<bool> _added = Channel.CreateUnbounded<bool>();
    private int _others;
    private bool _isTurnOfStarts;

    public int Count => _added.Reader.Count;

    /// <summary>Called under the lock of the <see cref="InstanceTable"/>, as is <see cref="Take"/>.</summary>
    public void Add(InstanceEntry entry)
    {
        entry.Lane!.Ready.Enqueue(entry);
        _added.Writer.TryWrite(true);
    }

    /// <summary>Waits for an item; the caller must then take one.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _added.Reader.ReadAsync(cancellationToken);

    public InstanceEntry Take()
    {
        if (quarantine.Ready.Count > 0)
            return quarantine.Ready.Dequeue();

        var isTurn = timers.Ready.Count + starts.Ready.Count > 0
            && (underWay.Ready.Count == 0 || _others >= OthersBeforeATurn);
        if (!isTurn)
        {
            _others++;
            return underWay.Ready.Dequeue();
        }

        _others = 0;
        var isStart = timers.Ready.Count == 0 || (_isTurnOfStarts && starts.Ready.Count > 0);
        _isTurnOfStarts = !isStart;
        return (isStart ? starts : timers).Ready.Dequeue();
    }
}
