using DurableTask.Core;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Storage;
using Newtonsoft.Json;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    // A page is in memory as a whole.
    private const int LargestQueryPage = 1_000;

    /// <summary>The state of an instance's current execution, as a list of one or none: no other is kept.</summary>
    public async Task<IList<OrchestrationState>> GetOrchestrationStateAsync(string instanceId, bool allExecutions) =>
        await GetOrchestrationStateAsync(instanceId, executionId: null).ConfigureAwait(false) is { } state
            ? [state]
            : [];

    /// <summary>The state of an instance; null where it is unknown.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="executionId">
    /// Not looked at, as in Azure Storage: whoever started an instance that has continued as new means the instance.
    /// </param>
    public Task<OrchestrationState?> GetOrchestrationStateAsync(string instanceId, string? executionId)
    {
        CheckId(instanceId);
        return Task.FromResult(_reader.State(instanceId));
    }

    /// <summary>
    /// The history of an instance's current execution as a JSON array of events; empty where it is unknown.
    /// </summary>
    public Task<string> GetOrchestrationHistoryAsync(string instanceId, string? executionId)
    {
        CheckId(instanceId);
        return Task.FromResult(JsonConvert.SerializeObject(_reader.History(instanceId) ?? []));
    }

    /// <summary>
    /// A page of instances, oldest first; at most 1,000 and 16 MiB, whatever the query asks for, but one at least. An
    /// instance that continues as new between two pages counts as made anew, and may be on both.
    /// </summary>
    /// <param name="query">The filters; times are inclusive, names of task hubs are not looked at.</param>
    /// <param name="cancellationToken">Gives up before the page is read.</param>
    /// <exception cref="ArgumentException">The continuation token is none of this store's.</exception>
    public Task<OrchestrationQueryResult> GetOrchestrationWithQueryAsync(
        OrchestrationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var filter = new InstanceFilter
        {
            Statuses = [.. query.RuntimeStatus ?? []],
            CreatedFrom = query.CreatedTimeFrom,
            CreatedTo = query.CreatedTimeTo,
            IdPrefix = query.InstanceIdPrefix,
            ExcludeEntities = query.ExcludeEntities,
            After = string.IsNullOrEmpty(query.ContinuationToken) ? null : PagePosition.Parse(query.ContinuationToken),
        };
        var (states, next) = _reader.States(filter, Math.Min(query.PageSize, LargestQueryPage), MemoryBounds.QueryPageBytes);
        if (!query.FetchInputsAndOutputs)
            states = states.ConvertAll(state => state.ClearFieldsImmutably(clearInput: true, clearOutput: true));
        return Task.FromResult(new OrchestrationQueryResult(states, next?.ToToken()));
    }
}
