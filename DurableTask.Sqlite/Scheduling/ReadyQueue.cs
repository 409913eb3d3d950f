using System.Threading.Channels;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The instances that are ready: those under way before those whose timer is due and those that have yet to start. So a
/// burst is processed instance by instance, and few instances are half done and in memory. Timers and starts take
/// turns, and get a turn after a number of others, so that none is starved. A suspect whose turn it is comes first:
/// there is at most one.
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
