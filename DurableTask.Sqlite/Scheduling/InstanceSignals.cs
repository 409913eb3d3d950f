namespace DurableTask.Sqlite.Scheduling;

/// <summary>Wakes those who wait for an instance to start or to end.</summary>
internal sealed class InstanceSignals
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Waiters> _waiting = [];

    /// <summary>Waits for the instance's next change after the call.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="look">Looks at its state; true: no need to wait. A change after the look is not missed.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task WaitAsync(string id, Func<Task<bool>> look, CancellationToken cancellation)
    {
        var waiters = Join(id);
        try
        {
            if (!await look().ConfigureAwait(false))
                await waiters.Change.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Leave(id, waiters);
        }
    }

    public void Changed(string id)
    {
        lock (_lock)
        {
            if (_waiting.Remove(id, out var waiters))
                waiters.Change.SetResult();
        }
    }

    private Waiters Join(string id)
    {
        lock (_lock)
        {
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
        public TaskCompletionSource Change { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count { get; set; }
    }
}
