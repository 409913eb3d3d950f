using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>Queues the write that fires a page of due timers.</summary>
internal sealed class TimerFiring(StoreWriter writer, InstanceTable instances, TimerPump timers, TimeProvider time)
{
    /// <summary>Begins to fire a page of timers; false if memory has no room for their instances.</summary>
    public bool TryFire()
    {
        if (instances.Timers.Room == 0)
            return false;

        _ = FireAsync();
        return true;
    }

    private async Task FireAsync()
    {
        try
        {
            await writer.WriteAsync(new FireTimers(time, instances, timers)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The writer has logged the error, and FireTimers has notified the pump.
        }
    }
}
