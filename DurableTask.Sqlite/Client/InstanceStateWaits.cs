using DurableTask.Core;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Readers;

namespace DurableTask.Sqlite.Client;

/// <summary>Waits until an instance has started or ended.</summary>
internal sealed class InstanceStateWaits(StateReader reader, InstanceWaits waits)
{
    // The longest wait of a .NET timer.
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    public Task<OrchestrationState?> EndAsync(
        string instanceId, TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsync(waits.Ends, instanceId, status => status.IsFinal(), timeout, cancellationToken);

    public Task<OrchestrationState?> StartAsync(
        string instanceId, TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsync(
            waits.Starts, instanceId, status => status != OrchestrationStatus.Pending, timeout, cancellationToken);

    private async Task<OrchestrationState?> WaitAsync(
        InstanceSignals signals,
        string instanceId,
        Func<OrchestrationStatus, bool> isReached,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        InstanceId.ThrowIfInvalid(instanceId);
        try
        {
            var bounded = timeout > MaxTimeout ? Timeout.InfiniteTimeSpan : timeout;
            return await signals.WaitAsync(instanceId, FindReached, bounded, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }

        OrchestrationState? FindReached() =>
            reader.State(instanceId) is { } state && isReached(state.OrchestrationStatus) ? state : null;
    }
}
