namespace RelayFunctions.Delivery;

/// <summary>The attempts under way in this process, so that a stop can wait for their end.</summary>
public sealed class AttemptsInFlight
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _none;
    private int _count;

    /// <summary>The number of attempts under way.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    /// <summary>Counts an attempt until the result is disposed of.</summary>
    public IDisposable Begin()
    {
        lock (_lock)
            _count++;
        return new InFlight(this);
    }

    /// <summary>Returns a task that ends when no attempt is under way.</summary>
    public Task WhenNoneAsync()
    {
        lock (_lock)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_count > 0)
                return;
            _none?.SetResult();
            _none = null;
        }
    }

    private sealed class InFlight(AttemptsInFlight all) : IDisposable
    {
        private AttemptsInFlight? _all = all;

        public void Dispose() => Interlocked.Exchange(ref _all, null)?.End();
    }
}
