using DurableTask.Core;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    // A transaction's worth, so that new work waits for a page only.
    private const int PurgePage = 500;

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
        return new PurgeResult(await PurgeAsync([instanceId]).ConfigureAwait(false), isComplete: true);
    }

    /// <summary>Deletes the instances that have ended and match the filter, in pages.</summary>
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
            var (ids, next) = _reader.Ids(filter, PurgePage);
            deleted += await PurgeAsync(ids).ConfigureAwait(false);
            if (next is null)
                return new PurgeResult(deleted, isComplete: true);
            if (timeout is { } bound && _time.GetElapsedTime(started) >= bound)
                return new PurgeResult(deleted, isComplete: false);
            filter = filter with { After = next };
        }
    }

    private async Task<int> PurgeAsync(IReadOnlyList<string> ids)
    {
        var purge = new PurgeInstances(ids, _instances, _waits);
        await _writer.WriteAsync(purge).ConfigureAwait(false);
        return purge.Deleted;
    }
}
