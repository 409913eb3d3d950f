using DurableTask.Core;
using Microsoft.DurableTask.Client;
using PurgeResult = Microsoft.DurableTask.Client.PurgeResult;

namespace EmbeddedFunctions.Durable.Client;

internal sealed partial class EmbeddedDurableTaskClient
{
    private static readonly TimeSpan LongestPurge = TimeSpan.FromSeconds(1);

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        RefuseRecursion(options);
        var instance = await GetInstanceAsync(instanceId, cancellation);
        if (instance is null)
        {
            return new PurgeResult(0);
        }

        if (Living.Contains(instance.RuntimeStatus.ToCore()))
        {
            throw new InvalidOperationException($"The instance '{instanceId}' is {instance.RuntimeStatus}: only one that "
                + "has ended can be purged.");
        }

        return new PurgeResult((await Purges.PurgeInstanceStateAsync(instanceId)).DeletedInstanceCount);
    }

    /// <remarks>
    /// The framework's purge knows no token, so it's asked for in slices of time and the token looked at between them,
    /// where the provider minds the timeout. What was purged when the token fires stays so.
    /// </remarks>
    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        RefuseRecursion(options);
        var core = new PurgeInstanceFilter(
            filter.CreatedFrom?.UtcDateTime ?? DateTime.UnixEpoch,
            filter.CreatedTo?.UtcDateTime,
            filter.Statuses?.Select(status => status.ToCore()));
        var started = time.GetTimestamp();
        var left = filter.Timeout;
        var purged = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            core.Timeout = left < LongestPurge ? left : LongestPurge;
            var result = await Purges.PurgeInstanceStateAsync(core);
            purged += result.DeletedInstanceCount;
            left = filter.Timeout - time.GetElapsedTime(started);
            if (result.IsComplete != false || left <= TimeSpan.Zero)
            {
                return new PurgeResult(purged, result.IsComplete);
            }
        }
    }

    private static void RefuseRecursion(PurgeInstanceOptions? options)
    {
        if (options?.Recursive == true)
        {
            throw new NotSupportedException("Sub-orchestrations can't be purged with their parent: purge by time and status.");
        }
    }
}
