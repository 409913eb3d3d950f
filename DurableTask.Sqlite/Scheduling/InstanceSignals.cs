namespace DurableTask.Sqlite.Scheduling;

/// <summary>Wakes those who wait for an instance to start or to end.</summary>
internal sealed class InstanceSignals
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TaskCompletionSource> _waiting = [];

    /// <summary>Ends at the instance's next change. Take it first, look at the state then.</summary>
    public Task NextChange(string id)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(id, out var change))
            {
                change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add(id, change);
            }

            return change.Task;
        }
    }

    public void Changed(string id)
    {
        lock (_lock)
        {
            if (_waiting.Remove(id, out var change))
                change.SetResult();
        }
    }
}
