namespace DurableTask.Sqlite.Writing;

/// <summary>Collects writes until it is disposed, and then queues them as one entry of the writer's queue.</summary>
internal sealed class WriteGroup(WriteQueue queue) : IDisposable
{
    private readonly Lock _lock = new();
    private WriteOperation? _first;
    private WriteOperation? _last;
    private bool _isClosed;

    /// <summary>Adds a write, unless the group is disposed.</summary>
    public bool TryAdd(WriteOperation operation)
    {
        lock (_lock)
        {
            if (_isClosed)
                return false;

            if (_last is null)
                _first = operation;
            else
                _last.Next = operation;
            _last = operation;
            return true;
        }
    }

    /// <summary>Whether it is disposed.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
                return _isClosed;
        }
    }

    public void Dispose()
    {
        WriteOperation? first;
        lock (_lock)
        {
            _isClosed = true;
            // Objects that captured the flow, such as a timer, keep the group alive, but must not keep the writes.
            (first, _first, _last) = (_first, null, null);
        }

        if (first is not null)
            queue.QueueOrReject(first);
    }
}
