using Microsoft.DurableTask;

namespace RelayFunctions.Functions.Durable;

/// <summary>
/// The events of one delivery, and its waits, which they end early. Create it before any other call of the
/// orchestration: a replay expects that order.
/// </summary>
internal sealed class DeliveryEvents
{
    private readonly TaskOrchestrationContext _context;
    private readonly Task _cancelled;
    private Task _woken;

    public DeliveryEvents(TaskOrchestrationContext context)
    {
        _context = context;
        _cancelled = context.WaitForExternalEvent<object?>(DeliverMessage.CancelEvent);
        _woken = context.WaitForExternalEvent<bool>(DeliverMessage.WakeEvent);
    }

    /// <summary>Whether a caller has cancelled the delivery.</summary>
    public bool IsCancelled => _cancelled.IsCompleted;

    /// <summary>Waits until a time, or a cancellation.</summary>
    public async Task WaitAsync(DateTimeOffset until) => await WaitAsync(until, [_cancelled]);

    /// <summary>Waits until a time or a cancellation; or, for a reserved time, until there is room before it.</summary>
    public async Task WaitForAttemptAsync(DateTimeOffset until, bool isReserved)
    {
        // Nothing shortens the pause after a failure.
        await WaitAsync(until, isReserved ? [_cancelled, _woken] : [_cancelled]);
        if (_woken.IsCompleted)
            _woken = _context.WaitForExternalEvent<bool>(DeliverMessage.WakeEvent);
    }

    private async Task WaitAsync(DateTimeOffset until, IEnumerable<Task> events)
    {
        using var stop = new CancellationTokenSource();
        var timer = _context.CreateTimer(until.UtcDateTime, stop.Token);
        await Task.WhenAny([timer, .. events]);
        // A timer that isn't cancelled keeps the instance running until it is due.
        if (!timer.IsCompleted)
            stop.Cancel();
    }
}
