using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using CoreQuery = DurableTask.Core.Query.OrchestrationQuery;

namespace EmbeddedFunctions.Durable.Client;

internal sealed partial class EmbeddedDurableTaskClient
{
    /// <summary>As long as every provider's timer can wait; some refuse TimeSpan.MaxValue.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(5);
    private static readonly Dictionary<string, string> NoTags = [];
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(500);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        return await FindStateAsync(instanceId, cancellation) is { } state
            ? ToMetadata(state, getInputsAndOutputs)
            : null;
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var queries = Queries;
        return Pageable.Create(async (continuation, pageSize, cancellation) =>
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
            var result = await queries.GetOrchestrationWithQueryAsync(query, cancellation);
            return new Page<OrchestrationMetadata>(
                [.. result.OrchestrationState.Select(state => ToMetadata(state, query.FetchInputsAndOutputs))],
                result.ContinuationToken);
        });
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var state = await service.WaitForOrchestrationAsync(instanceId, null, LongestWait, cancellation)
            ?? throw new TimeoutException($"The instance '{instanceId}' didn't end in {LongestWait.TotalDays} days.");
        return ToMetadata(state, getInputsAndOutputs);
    }

    /// <remarks>
    /// The framework's interfaces have no signal for this, so the state is asked for again and again, by the machine's
    /// clock: a virtual one would never get on while a caller waits here.
    /// </remarks>
    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        for (var pause = FirstPoll; ; pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll)
        {
            var instance = await GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation)
                ?? throw new InvalidOperationException($"There is no instance '{instanceId}'.");
            if (instance.RuntimeStatus != OrchestrationRuntimeStatus.Pending)
            {
                return instance;
            }

            await Task.Delay(pause, TimeProvider.System, cancellation);
        }
    }

    private async Task<OrchestrationState> RequireStateAsync(string instanceId, CancellationToken cancellation) =>
        await FindStateAsync(instanceId, cancellation)
        ?? throw new ArgumentException($"There is no instance '{instanceId}'.", nameof(instanceId));

    private async Task<OrchestrationState?> FindStateAsync(string instanceId, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return await service.GetOrchestrationStateAsync(instanceId, allExecutions: false) is [{ } state, ..]
            ? state
            : null;
    }

    private OrchestrationMetadata ToMetadata(OrchestrationState state, bool withData) =>
        new(state.Name, state.OrchestrationInstance.InstanceId)
        {
            DataConverter = withData ? _converter : null,
            RuntimeStatus = state.OrchestrationStatus.ToRuntimeStatus(),
            CreatedAt = state.CreatedTime,
            LastUpdatedAt = state.LastUpdatedTime,
            SerializedInput = withData ? state.Input : null,
            SerializedOutput = withData ? state.Output : null,
            SerializedCustomStatus = state.Status ?? UnsetStatus(state),
            FailureDetails = state.FailureDetails.ToTaskFailureDetails(),
            Tags = new Dictionary<string, string>(state.Tags ?? NoTags),
        };

    /// <summary>On the Functions host the status of an instance that has run and never set one is the text "null".</summary>
    private static string? UnsetStatus(OrchestrationState state) =>
        state.OrchestrationStatus == OrchestrationStatus.Pending ? null : "null";
}
