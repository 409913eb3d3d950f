using DurableTask.Core;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>Who waits for instances to start, and who for them to end: a start does not wake the latter.</summary>
internal sealed class InstanceWaits
{
    public InstanceSignals Starts { get; } = new();

    public InstanceSignals Ends { get; } = new();

    public void Ended(string id, Func<OrchestrationState> makeState)
    {
        Starts.Changed(id, makeState);
        Ends.Changed(id, makeState);
    }

    /// <summary>The instance was deleted or replaced.</summary>
    public void Gone(string id)
    {
        Starts.Changed(id);
        Ends.Changed(id);
    }
}
