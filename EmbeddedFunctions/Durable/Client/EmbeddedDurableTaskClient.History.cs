using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using CoreQuery = DurableTask.Core.Query.OrchestrationQuery;

namespace EmbeddedFunctions.Durable.Client;

internal sealed partial class EmbeddedDurableTaskClient
{
    public override async Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(
        string instanceId, CancellationToken cancellation = default)
    {
        var state = await RequireStateAsync(instanceId, cancellation);
        return HistoryJson.Read(await service.GetOrchestrationHistoryAsync(
            instanceId, state.OrchestrationInstance.ExecutionId));
    }

    /// <remarks>
    /// The framework's queries know no time of completion, so a page is filtered after it was read: it may hold fewer ids
    /// than its size, and even none, while more pages follow.
    /// </remarks>
    public override async Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        var query = new CoreQuery
        {
            RuntimeStatus = runtimeStatus?.Select(status => status.ToCore()).ToList(),
            PageSize = pageSize,
            ContinuationToken = lastInstanceKey,
        };
        var result = await Queries.GetOrchestrationWithQueryAsync(query, cancellation);
        var timed = completedTimeFrom is not null || completedTimeTo is not null;
        var from = (completedTimeFrom ?? DateTimeOffset.MinValue).UtcDateTime;
        var to = (completedTimeTo ?? DateTimeOffset.MaxValue).UtcDateTime;
        var ids = result.OrchestrationState
            .Where(state => !timed || (!Living.Contains(state.OrchestrationStatus)
                && state.CompletedTime >= from && state.CompletedTime <= to))
            .Select(state => state.OrchestrationInstance.InstanceId);
        return new Page<string>([.. ids], result.ContinuationToken);
    }
}
