using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// The callers that wait for instances to start or to end. A start wakes no caller that waits for the end.
/// </summary>
internal sealed class InstanceWaits(TimeProvider time)
{
    public InstanceSignals Starts { get; } = new(time);

    public InstanceSignals Ends { get; } = new(time);

    public void OnEnded(string id, Func<OrchestrationState> makeState)
    {
        Starts.OnChanged(id, makeState);
        Ends.OnChanged(id, makeState);
    }

    /// <summary>Ends all waits, since no further changes are published.</summary>
    public void Close()
    {
        Starts.Close();
        Ends.Close();
    }

    /// <summary>Wakes the waiters of an instance that was deleted or replaced.</summary>
    public void OnGone(string id)
    {
        Starts.OnChanged(id);
        Ends.OnChanged(id);
    }
}
