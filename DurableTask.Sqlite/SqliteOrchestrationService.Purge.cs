using DurableTask.Core;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    // A transaction's worth, so that new work waits for a page only: some milliseconds.
    private const int PurgePage = 64;
    private const long PurgePageBytes = 8 * 1024 * 1024;

    private static readonly OrchestrationStatus[] Ended =
    [
        OrchestrationStatus.Completed,
        OrchestrationStatus.Failed,
        OrchestrationStatus.Canceled,
        OrchestrationStatus.Terminated,
    ];

    /// <summary>Deletes an instance that has ended. One that is unknown or under way counts 0.</summary>
    public async Task<PurgeResult> PurgeInstanceStateAsync(string instanceId)
    {
        CheckId(instanceId);
        var deleted = _reader.Row(instanceId) is { } row
            ? await PurgeAsync([new StoredInstance(row, instanceId)], isLast: true).ConfigureAwait(false)
            : 0;
        return new PurgeResult(deleted, isComplete: true);
    }

    /// <summary>
    /// Deletes the instances that have ended and match the filter, in pages: a transaction deletes at most 64 instances,
    /// and no more than 8 MiB unless one alone holds more.
    /// </summary>
    /// <param name="purgeInstanceFilter">The filter; its timeout, where set, stops between two pages.</param>
    public Task<PurgeResult> PurgeInstanceStateAsync(PurgeInstanceFilter purgeInstanceFilter)
    {
        ArgumentNullException.ThrowIfNull(purgeInstanceFilter);
        var filter = new InstanceFilter
        {
            Statuses = EndedOf(purgeInstanceFilter.RuntimeStatus),
            CreatedFrom = purgeInstanceFilter.CreatedTimeFrom,
            CreatedTo = purgeInstanceFilter.CreatedTimeTo,
        };
        return PurgeAsync(filter, purgeInstanceFilter.Timeout);
    }

    /// <summary>Deletes the instances that ended, or were created or changed, up to a time.</summary>
    public Task PurgeOrchestrationHistoryAsync(
        DateTime thresholdDateTimeUtc, OrchestrationStateTimeRangeFilterType timeRangeFilterType)
    {
        var filter = new InstanceFilter { Statuses = Ended };
        return PurgeAsync(
            timeRangeFilterType switch
            {
                OrchestrationStateTimeRangeFilterType.OrchestrationCreatedTimeFilter =>
                    filter with { CreatedTo = thresholdDateTimeUtc },
                OrchestrationStateTimeRangeFilterType.OrchestrationLastUpdatedTimeFilter =>
                    filter with { UpdatedTo = thresholdDateTimeUtc },
                _ => filter with { CompletedTo = thresholdDateTimeUtc },
            },
            timeout: null);
    }

    private static OrchestrationStatus[] EndedOf(IEnumerable<OrchestrationStatus>? statuses) =>
        statuses?.ToArray() is { Length: > 0 } asked ? [.. asked.Intersect(Ended)] : Ended;

    private async Task<PurgeResult> PurgeAsync(InstanceFilter filter, TimeSpan? timeout)
    {
        if (filter.Statuses!.Count == 0)
            return new PurgeResult(0, isComplete: true);

        var started = _time.GetTimestamp();
        var deleted = 0;
        while (true)
        {
            var (page, next) = _reader.Instances(filter, PurgePage, PurgePageBytes);
            deleted += await PurgeAsync(page, isLast: next is null).ConfigureAwait(false);
            if (next is null)
                return new PurgeResult(deleted, isComplete: true);
            if (timeout is { } bound && _time.GetElapsedTime(started) >= bound)
                return new PurgeResult(deleted, isComplete: false);
            filter = filter with { After = next };
        }
    }

    private async Task<int> PurgeAsync(IReadOnlyList<StoredInstance> page, bool isLast)
    {
        var purge = new PurgeInstances(page, isLast, _instances, _waits);
        await _writer.WriteAsync(purge).ConfigureAwait(false);
        return purge.Deleted;
    }
}
