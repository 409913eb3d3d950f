using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using CoreQuery = DurableTask.Core.Query.OrchestrationQuery;
using OrchestrationQuery = Microsoft.DurableTask.Client.OrchestrationQuery;

namespace EmbeddedFunctions.Durable.Client;

/// <summary>Reads the state and the history of instances.</summary>
internal sealed class InstanceReader(IOrchestrationServiceClient service, DataConverter converter)
{
    private static readonly Dictionary<string, string> NoTags = [];

    private IOrchestrationServiceQueryClient Queries =>
        StorageCapability.Require<IOrchestrationServiceQueryClient>(service, "queries");

    public async Task<OrchestrationMetadata?> GetAsync(
        string instanceId, bool withData, CancellationToken cancellationToken) =>
        await FindStateAsync(instanceId, cancellationToken) is { } state ? ToMetadata(state, withData) : null;

    public AsyncPageable<OrchestrationMetadata> GetAll(OrchestrationQuery? filter)
    {
        var queries = Queries;
        return Pageable.Create(async (continuation, pageSize, cancellationToken) =>
        {
            var query = new CoreQuery
            {
                RuntimeStatus = filter?.Statuses?.Select(status => status.ToCore()).ToList(),
                CreatedTimeFrom = filter?.CreatedFrom?.UtcDateTime,
                CreatedTimeTo = filter?.CreatedTo?.UtcDateTime,
                TaskHubNames = filter?.TaskHubNames?.ToList(),
                InstanceIdPrefix = filter?.InstanceIdPrefix,
                PageSize = pageSize ?? filter?.PageSize ?? OrchestrationQuery.DefaultPageSize,
                ContinuationToken = continuation ?? filter?.ContinuationToken,
                FetchInputsAndOutputs = filter?.FetchInputsAndOutputs ?? false,
            };
            var result = await queries.GetOrchestrationWithQueryAsync(query, cancellationToken);
            return new Page<OrchestrationMetadata>(
                [
                    .. result.OrchestrationState.Select(
                        state => ToMetadata(state, query.FetchInputsAndOutputs, withStatus: true)),
                ],
                result.ContinuationToken);
        });
    }

    /// <remarks>
    /// The framework's queries have no time of completion, so each page is filtered after it was read: it may contain
    /// fewer ids than its size, even none, while more pages follow.
    /// </remarks>
    public async Task<Page<string>> ListIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? statuses,
        DateTimeOffset? completedFrom,
        DateTimeOffset? completedTo,
        int pageSize,
        string? continuation,
        CancellationToken cancellationToken)
    {
        var query = new CoreQuery
        {
            RuntimeStatus = statuses?.Select(status => status.ToCore()).ToList(),
            PageSize = pageSize,
            ContinuationToken = continuation,
        };
        var result = await Queries.GetOrchestrationWithQueryAsync(query, cancellationToken);
        var isTimed = completedFrom is not null || completedTo is not null;
        var from = (completedFrom ?? DateTimeOffset.MinValue).UtcDateTime;
        var to = (completedTo ?? DateTimeOffset.MaxValue).UtcDateTime;
        var ids = result.OrchestrationState
            .Where(state => !isTimed || (!state.OrchestrationStatus.IsLive()
                && state.CompletedTime >= from && state.CompletedTime <= to))
            .Select(state => state.OrchestrationInstance.InstanceId);
        return new Page<string>([.. ids], result.ContinuationToken);
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public async Task<IList<HistoryEvent>> GetHistoryAsync(string instanceId, CancellationToken cancellationToken)
    {
        var state = await RequireStateAsync(instanceId, cancellationToken);
        return HistoryJson.Read(await service.GetOrchestrationHistoryAsync(
            instanceId, state.OrchestrationInstance.ExecutionId));
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public async Task<OrchestrationState> RequireStateAsync(string instanceId, CancellationToken cancellationToken) =>
        await FindStateAsync(instanceId, cancellationToken)
        ?? throw new ArgumentException($"There is no instance '{instanceId}'.", nameof(instanceId));

    /// <summary>Has what the client of the Functions host has.</summary>
    public OrchestrationMetadata ToMetadata(OrchestrationState state, bool withData) =>
        ToMetadata(state, withData, withStatus: withData);

    private OrchestrationMetadata ToMetadata(OrchestrationState state, bool withData, bool withStatus) =>
        new(state.Name, state.OrchestrationInstance.InstanceId)
        {
            DataConverter = withData ? converter : null,
            RuntimeStatus = state.OrchestrationStatus.ToRuntimeStatus(),
            CreatedAt = state.CreatedTime,
            LastUpdatedAt = state.LastUpdatedTime,
            SerializedInput = withData ? state.Input : null,
            SerializedOutput = withData ? state.Output : null,
            SerializedCustomStatus = withStatus ? state.Status ?? UnsetStatus(state) : null,
            FailureDetails = withData ? state.FailureDetails.ToTaskFailureDetails() : null,
            Tags = new Dictionary<string, string>(state.Tags ?? NoTags),
        };

    private async Task<OrchestrationState?> FindStateAsync(string instanceId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellationToken.ThrowIfCancellationRequested();
        return await service.GetOrchestrationStateAsync(instanceId, allExecutions: false) is [{ } state, ..]
            ? state
            : null;
    }

    /// <summary>
    /// On the Functions host, the status of an instance that has run and never set one is the text "null".
    /// </summary>
    private static string? UnsetStatus(OrchestrationState state) =>
        state.OrchestrationStatus == OrchestrationStatus.Pending ? null : "null";
}
