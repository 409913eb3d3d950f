using DurableTask.Core;
using Microsoft.DurableTask.Client;
using PurgeResult = Microsoft.DurableTask.Client.PurgeResult;

namespace EmbeddedFunctions.Durable.Client;

internal sealed partial class EmbeddedDurableTaskClient
{
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

        return ToPurgeResult(await Purges.PurgeInstanceStateAsync(instanceId));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        RefuseRecursion(options);
        cancellation.ThrowIfCancellationRequested();
        var from = filter.CreatedFrom?.UtcDateTime ?? DateTime.UnixEpoch;
        return ToPurgeResult(await Purges.PurgeInstanceStateAsync(new PurgeInstanceFilter(
            from, filter.CreatedTo?.UtcDateTime, filter.Statuses?.Select(status => status.ToCore()))));
    }

    private static void RefuseRecursion(PurgeInstanceOptions? options)
    {
        if (options?.Recursive == true)
        {
            throw new NotSupportedException("Sub-orchestrations can't be purged with their parent: purge by time and status.");
        }
    }

    private static PurgeResult ToPurgeResult(DurableTask.Core.PurgeResult result) => new(result.DeletedInstanceCount);
}
