using System.Threading.Channels;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Remembers that work was left in the file, and wakes the loader when there is room again. A backlog counts as work
/// under way. It is marked at the start, when all work is in the file.
/// </summary>
internal sealed class Backlog
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IdleMonitor _idle;
    private long _marks = 1;
    private bool _isMarked = true;

    public Backlog(IdleMonitor idle)
    {
        _idle = idle;
        idle.Enter();
    }

    public bool IsMarked
    {
        get
        {
            lock (_lock)
                return _isMarked;
        }
    }

    /// <summary>How often work was left in the file: the loader compares the number before and after a pass.</summary>
    public long Marks
    {
        get
        {
            lock (_lock)
                return _marks;
        }
    }

    /// <summary>Marks that work was left in the file; true if it was not marked before.</summary>
    public bool Mark()
    {
        lock (_lock)
        {
            _marks++;
            if (_isMarked)
                return false;
            _isMarked = true;
        }

        _idle.Enter();
        return true;
    }

    public void OnDrained()
    {
        if (IsMarked)
            Wake();
    }

    /// <summary>Clears the mark, unless work was left in the file since <paramref name="marks"/>.</summary>
    public bool TryClear(long marks)
    {
        lock (_lock)
        {
            if (_marks != marks)
                return false;
            _isMarked = false;
        }

        _idle.Leave();
        return true;
    }

    /// <summary>Whether a wait for room would end immediately.</summary>
    public bool IsWoken => _wake.Reader.Count > 0;

    public async Task WaitForRoomAsync(CancellationToken cancellationToken) =>
        await _wake.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

    public void Wake() => _wake.Writer.TryWrite(true);
}
