namespace EmbeddedFunctions.Timers;

/// <summary>
/// The time that each timer function waits for, so that a test can wait until no function runs and none is due.
/// </summary>
internal sealed class TimerWaits(IReadOnlyList<TimerFunction> functions, TimeProvider time)
{
    /// <summary>The value while a function runs or has not begun to wait.</summary>
    private static readonly DateTime Running = DateTime.MinValue;

    private readonly Lock _lock = new();
    private readonly Dictionary<TimerFunction, DateTime> _waits = functions.ToDictionary(f => f, _ => Running);
    private TaskCompletionSource _changed = Change();

    public void Runs(TimerFunction function) => Set(function, Running);

    public void WaitsFor(TimerFunction function, DateTime due) => Set(function, due);

    public void Ended(TimerFunction function) => Set(function, DateTime.MaxValue);

    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        while (ChangeToWaitFor() is { } change)
            await change.WaitAsync(cancellationToken);
    }

    /// <summary>Null while every function waits for a future time.</summary>
    private Task? ChangeToWaitFor()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow().UtcDateTime;
            return _waits.Values.All(due => due > now) ? null : _changed.Task;
        }
    }

    private void Set(TimerFunction function, DateTime due)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _waits[function] = due;
            (changed, _changed) = (_changed, Change());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource Change() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
