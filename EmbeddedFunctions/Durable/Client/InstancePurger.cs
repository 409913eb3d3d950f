using DurableTask.Core;
using Microsoft.DurableTask.Client;
using PurgeResult = Microsoft.DurableTask.Client.PurgeResult;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>Removes instances that have ended.</summary>
internal sealed class InstancePurger(IOrchestrationServiceClient service, InstanceReader reader, TimeProvider time)
{
    private static readonly TimeSpan MaxSlice = TimeSpan.FromSeconds(1);

    private IOrchestrationServicePurgeClient Purges =>
        StorageCapability.Require<IOrchestrationServicePurgeClient>(service, "purging");

    /// <exception cref="InvalidOperationException">The instance has not ended.</exception>
    public async Task<PurgeResult> PurgeAsync(
        string instanceId, PurgeInstanceOptions? options, CancellationToken cancellationToken)
    {
        ThrowIfRecursive(options);
        var instance = await reader.GetAsync(instanceId, withData: false, cancellationToken);
        if (instance is null)
            return new PurgeResult(0);

        if (instance.RuntimeStatus.ToCore().IsLive())
        {
            throw new InvalidOperationException(
                $"The instance '{instanceId}' is {instance.RuntimeStatus}: only one that has ended can be purged.");
        }

        return new PurgeResult((await Purges.PurgeInstanceStateAsync(instanceId)).DeletedInstanceCount);
    }

    /// <exception cref="ArgumentOutOfRangeException">The timeout of the filter is not positive.</exception>
    /// <remarks>
    /// The framework's purge takes no token, so it runs in slices of time and the token is checked between them, if the
    /// provider keeps to the timeout. A cancellation does not undo what was purged before.
    /// </remarks>
    public async Task<PurgeResult> PurgeAllAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (filter.Timeout <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(filter), filter.Timeout, $"{nameof(filter.Timeout)} must be positive, or null for no bound.");
        }

        ThrowIfRecursive(options);
        var core = new PurgeInstanceFilter(
            filter.CreatedFrom?.UtcDateTime ?? DateTime.UnixEpoch,
            filter.CreatedTo?.UtcDateTime,
            filter.Statuses?.Select(status => status.ToCore()));
        var started = time.GetTimestamp();
        var left = filter.Timeout;
        var purged = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            core.Timeout = left < MaxSlice ? left : MaxSlice;
            var result = await Purges.PurgeInstanceStateAsync(core);
            purged += result.DeletedInstanceCount;
            left = filter.Timeout - time.GetElapsedTime(started);
            if (result.IsComplete != false || left <= TimeSpan.Zero)
                return new PurgeResult(purged, result.IsComplete);
        }
    }

    private static void ThrowIfRecursive(PurgeInstanceOptions? options)
    {
        if (options?.Recursive == true)
        {
            throw new NotSupportedException(
                "Sub-orchestrations can't be purged with their parent: purge by time and status.");
        }
    }
}
