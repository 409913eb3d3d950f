using DurableTask.Core;
using DurableTask.Core.History;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// The results of activities that were stored during a stop and that no episode has taken yet. A stop waits for these
/// episodes, so that an orchestration whose last activity has ended does not end only after the next start.
/// </summary>
internal sealed class PendingResults(CancellationToken stopping)
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string InstanceId, int TaskId)> _results = [];
    private TaskCompletionSource? _allTaken;

    /// <summary>Adds a result that is about to be stored. Before the stop this does nothing.</summary>
    public void Add(TaskMessage result)
    {
        lock (_lock)
        {
            if (stopping.IsCancellationRequested && KeyOf(result) is { } key)
                _results.Add(key);
        }
    }

    /// <summary>Removes a result that an episode takes, or that could not be stored.</summary>
    public void Remove(TaskMessage result)
    {
        lock (_lock)
        {
            if (_results.Count > 0 && KeyOf(result) is { } key && _results.Remove(key) && _results.Count == 0)
                _allTaken?.TrySetResult();
        }
    }

    /// <summary>Completes once episodes have taken all results. Call it once, when no other activity can end.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_lock)
        {
            if (_results.Count == 0)
                return Task.CompletedTask;

            _allTaken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _allTaken.Task;
        }
    }

    private static (string InstanceId, int TaskId)? KeyOf(TaskMessage message) => message.Event switch
    {
        TaskCompletedEvent completed => (message.OrchestrationInstance.InstanceId, completed.TaskScheduledId),
        TaskFailedEvent failed => (message.OrchestrationInstance.InstanceId, failed.TaskScheduledId),
        _ => null,
    };
}
