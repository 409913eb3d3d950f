using DurableTask.Core;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Readers;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Client;

/// <summary>Deletes instances that have ended, one page per transaction.</summary>
internal sealed class InstancePurge(
    StateReader reader, StoreWriter writer, InstanceTable instances, InstanceWaits waits, TimeProvider time)
{
    // One transaction deletes one page, so that new work waits at most a few milliseconds.
    private const int MaxPage = 64;
    private const long MaxPageBytes = 8 * 1024 * 1024;

    public async Task<PurgeResult> DeleteAsync(string instanceId)
    {
        InstanceId.ThrowIfInvalid(instanceId);
        var deleted = reader.Row(instanceId) is { } row
            ? await DeleteAsync([new StoredInstance(row, instanceId)], isLast: true).ConfigureAwait(false)
            : 0;
        return new PurgeResult(deleted, isComplete: true);
    }

    public Task<PurgeResult> DeleteAsync(PurgeInstanceFilter purge)
    {
        ArgumentNullException.ThrowIfNull(purge);
        var filter = new InstanceFilter
        {
            Statuses = FinalAmong(purge.RuntimeStatus),
            CreatedFrom = purge.CreatedTimeFrom,
            CreatedTo = purge.CreatedTimeTo,
        };
        return DeleteAsync(filter, purge.Timeout);
    }

    public Task DeleteUpToAsync(DateTime threshold, OrchestrationStateTimeRangeFilterType type)
    {
        var filter = new InstanceFilter { Statuses = OrchestrationStatuses.Final };
        return DeleteAsync(
            type switch
            {
                OrchestrationStateTimeRangeFilterType.OrchestrationCreatedTimeFilter =>
                    filter with { CreatedTo = threshold },
                OrchestrationStateTimeRangeFilterType.OrchestrationLastUpdatedTimeFilter =>
                    filter with { UpdatedTo = threshold },
                _ => filter with { CompletedTo = threshold },
            },
            timeout: null);
    }

    private static OrchestrationStatus[] FinalAmong(IEnumerable<OrchestrationStatus>? statuses) =>
        statuses?.ToArray() is { Length: > 0 } asked
            ? [.. asked.Where(status => status.IsFinal())]
            : OrchestrationStatuses.Final;

    private async Task<PurgeResult> DeleteAsync(InstanceFilter filter, TimeSpan? timeout)
    {
        if (filter.Statuses!.Count == 0)
            return new PurgeResult(0, isComplete: true);

        var started = time.GetTimestamp();
        var deleted = 0;
        while (true)
        {
            var (page, next) = reader.Instances(filter, MaxPage, MaxPageBytes);
            deleted += await DeleteAsync(page, isLast: next is null).ConfigureAwait(false);
            if (next is null)
                return new PurgeResult(deleted, isComplete: true);
            if (timeout is { } bound && time.GetElapsedTime(started) >= bound)
                return new PurgeResult(deleted, isComplete: false);
            filter = filter with { After = next };
        }
    }

    private async Task<int> DeleteAsync(IReadOnlyList<StoredInstance> page, bool isLast)
    {
        var purge = new PurgeInstances(page, isLast, instances, waits);
        await writer.WriteAsync(purge).ConfigureAwait(false);
        return purge.Deleted;
    }
}
