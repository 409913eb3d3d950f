namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// The work items that the dispatchers hold. The framework's own stop polls once a second, for at most eight seconds;
/// this class signals the moment at which the last work item is returned.
/// </summary>
internal sealed class InFlightWorkItems : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, IDisposable> _items = new(ReferenceEqualityComparer.Instance);
    private readonly CancellationTokenSource _draining = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taking;

    public int Count
    {
        get
        {
            lock (_lock)
                return _items.Count;
        }
    }

    /// <summary>
    /// Takes a work item and its lease, which is disposed when the item is returned. While draining it takes nothing
    /// and waits until the dispatcher is stopped.
    /// </summary>
    public async Task<T?> TakeAsync<T>(
        Func<CancellationToken, Task<(T? Item, IDisposable? Lease)>> take, CancellationToken stopped)
        where T : class
    {
        if (!TryStartTaking())
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopped)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }

        T? item = null;
        IDisposable? lease = null;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, _draining.Token);
            (item, lease) = await take(either.Token);
        }
        catch (OperationCanceledException) when (_draining.IsCancellationRequested)
        {
            // Nothing was taken.
        }
        finally
        {
            Taken(item, lease);
        }

        return item;
    }

    public void Return(object item)
    {
        IDisposable? lease;
        lock (_lock)
        {
            _items.Remove(item, out lease);
            SignalIfEmpty();
        }

        lease?.Dispose();
    }

    /// <summary>
    /// Stops handing out work. Completes when no work item is in flight or the token fires; returns the number still in
    /// flight.
    /// </summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        await _draining.CancelAsync();
        lock (_lock)
            SignalIfEmpty();

        await _empty.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
            return _items.Count;
    }

    public void Dispose() => _draining.Dispose();

    private bool TryStartTaking()
    {
        lock (_lock)
        {
            if (_draining.IsCancellationRequested)
                return false;

            _taking++;
            return true;
        }
    }

    private void Taken(object? item, IDisposable? lease)
    {
        lock (_lock)
        {
            _taking--;
            if (item is not null)
                _items[item] = lease!;

            SignalIfEmpty();
        }
    }

    private void SignalIfEmpty()
    {
        if (_items.Count == 0 && _taking == 0 && _draining.IsCancellationRequested)
            _empty.TrySetResult();
    }
}
