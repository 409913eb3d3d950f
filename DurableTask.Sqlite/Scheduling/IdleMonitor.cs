namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Counts the work under way: queued writes, work items that are ready or in flight, loading. A step counts the work
/// that follows before it ends its own, so the count is 0 only when nothing is left.
/// </summary>
/// <param name="nothingDue">
/// Called when nothing is under way. Returns false if a timer is due, which it then begins to fire.
/// </param>
internal sealed class IdleMonitor(Func<bool> nothingDue)
{
    private readonly Lock _lock = new();
    private readonly HashSet<TaskCompletionSource> _waiting = [];
    private long _underWay;
    private bool _isClosed;

    private long UnderWay => Interlocked.Read(ref _underWay);

    public void Enter() => Interlocked.Increment(ref _underWay);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _underWay) == 0)
            Check();
    }

    /// <exception cref="ObjectDisposedException">The service is disposed.</exception>
    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteOrchestrationService));
            _waiting.Add(waiter);
        }

        Check();
        var idle = waiter.Task.WaitAsync(cancellationToken);
        idle.ContinueWith(
            _ => Forget(waiter),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnCanceled | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return idle;
    }

    /// <summary>Ends all waits, future ones included.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var waiter in _waiting)
                waiter.TrySetException(new ObjectDisposedException(nameof(SqliteOrchestrationService)));
        }
    }

    private void Forget(TaskCompletionSource waiter)
    {
        lock (_lock)
            _waiting.Remove(waiter);
    }

    private void Check()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
                return;
        }

        if (!nothingDue() || UnderWay != 0)
            return;

        lock (_lock)
        {
            foreach (var waiter in _waiting)
                waiter.TrySetResult();
            _waiting.Clear();
        }
    }
}
