using DurableTask.Core;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Storage.Readers;
using Newtonsoft.Json;

namespace DurableTask.Sqlite.Client;

/// <summary>Reads states and histories of instances.</summary>
internal sealed class InstanceQueries(StateReader reader)
{
    // A page is in memory as a whole.
    private const int MaxPageSize = 1_000;

    public OrchestrationState? State(string instanceId)
    {
        InstanceId.ThrowIfInvalid(instanceId);
        return reader.State(instanceId);
    }

    public string HistoryJson(string instanceId)
    {
        InstanceId.ThrowIfInvalid(instanceId);
        return JsonConvert.SerializeObject(reader.History(instanceId) ?? []);
    }

    public OrchestrationQueryResult Page(OrchestrationQuery query, CancellationToken cancellationToken)
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
        var (states, next) = reader.States(filter, Math.Min(query.PageSize, MaxPageSize), MemoryBounds.QueryPageBytes);
        if (!query.FetchInputsAndOutputs)
            states = states.ConvertAll(state => state.ClearFieldsImmutably(clearInput: true, clearOutput: true));
        return new OrchestrationQueryResult(states, next?.ToToken());
    }
}
