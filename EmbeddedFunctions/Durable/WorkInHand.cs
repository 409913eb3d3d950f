namespace EmbeddedFunctions.Durable;

/// <summary>
/// The work items that were handed out and not yet given back. The framework's own stop looks once a second, for at most
/// eight; this knows the moment when the last one is done.
/// </summary>
internal sealed class WorkInHand : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, IDisposable> _items = new(ReferenceEqualityComparer.Instance);
    private readonly CancellationTokenSource _draining = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taking;

    /// <summary>
    /// Takes an item and what it needs, which is disposed when the item is given back; unless draining: then it waits until
    /// the dispatcher itself is told to stop.
    /// </summary>
    public async Task<T?> TakeAsync<T>(
        Func<CancellationToken, Task<(T? Item, IDisposable? Needs)>> take, CancellationToken stopped)
        where T : class
    {
        if (!TryStartTaking())
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopped)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }

        T? item = null;
        IDisposable? needs = null;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, _draining.Token);
            (item, needs) = await take(either.Token);
        }
        catch (OperationCanceledException) when (_draining.IsCancellationRequested)
        {
            // Nothing was taken.
        }
        finally
        {
            Taken(item, needs);
        }

        return item;
    }

    public void GiveBack(object item)
    {
        IDisposable? needs;
        lock (_lock)
        {
            _items.Remove(item, out needs);
            SignalIfEmpty();
        }

        needs?.Dispose();
    }

    /// <summary>Ends when nothing is in hand or the token fires; tells how much is still in hand.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        await _draining.CancelAsync();
        lock (_lock)
        {
            SignalIfEmpty();
        }

        await _empty.Task.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            return _items.Count;
        }
    }

    public void Dispose() => _draining.Dispose();

    private bool TryStartTaking()
    {
        lock (_lock)
        {
            if (_draining.IsCancellationRequested)
            {
                return false;
            }

            _taking++;
            return true;
        }
    }

    private void Taken(object? item, IDisposable? needs)
    {
        lock (_lock)
        {
            _taking--;
            if (item is not null)
            {
                _items[item] = needs!;
            }

            SignalIfEmpty();
        }
    }

    private void SignalIfEmpty()
    {
        if (_items.Count == 0 && _taking == 0 && _draining.IsCancellationRequested)
        {
            _empty.TrySetResult();
        }
    }
}
