using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>Wakes callers that wait for an instance to reach a state.</summary>
internal sealed class InstanceSignals(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Waiters> _waiting = [];
    private bool _isClosed;

    /// <summary>Waits until the instance has reached the state that the caller waits for, and returns it.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="look">Reads the state; null if it has not been reached. No change after the read is missed.</param>
    /// <param name="timeout">How long to wait, after the read.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="TimeoutException">The instance did not reach the state in time.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed.</exception>
    public async Task<OrchestrationState> WaitAsync(
        string id, Func<OrchestrationState?> look, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var waiters = Join(id);
            try
            {
                if (look() is { } state)
                    return state;
                var rest = Rest(timeout, began);
                var change = await waiters.Change.Task.WaitAsync(rest, time, cancellationToken).ConfigureAwait(false);
                if (change is { } makeState)
                    return makeState();
            }
            finally
            {
                Leave(id, waiters);
            }
        }
    }

    /// <summary>Wakes the instance's waiters.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="makeState">Makes the state for each waiter; null if they must read it themselves.</param>
    public void OnChanged(string id, Func<OrchestrationState>? makeState = null)
    {
        lock (_lock)
        {
            if (_waiting.Remove(id, out var waiters))
                waiters.Change.SetResult(makeState);
        }
    }

    /// <summary>Ends all waits, future ones included.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var waiters in _waiting.Values)
                waiters.Change.SetException(new ObjectDisposedException(nameof(SqliteOrchestrationService)));
            _waiting.Clear();
        }
    }

    private TimeSpan Rest(TimeSpan timeout, long began)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
            return timeout;
        var rest = timeout - time.GetElapsedTime(began);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private Waiters Join(string id)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteOrchestrationService));
            if (!_waiting.TryGetValue(id, out var waiters))
                _waiting.Add(id, waiters = new Waiters());
            waiters.Count++;
            return waiters;
        }
    }

    private void Leave(string id, Waiters waiters)
    {
        lock (_lock)
        {
            if (--waiters.Count == 0 && _waiting.GetValueOrDefault(id) == waiters)
                _waiting.Remove(id);
        }
    }

    private sealed class Waiters
    {
        public TaskCompletionSource<Func<OrchestrationState>?> Change { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count { get; set; }
    }
}
