using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Storage;

internal static class OrchestrationStateExtensions
{
    /// <summary>Adds what an instance's start says about it.</summary>
    public static OrchestrationState StartedBy(this OrchestrationState state, ExecutionStartedEvent started)
    {
        state.Input = started.Input;
        state.Name = started.Name;
        state.Version = started.Version;
        state.Tags = started.Tags;
        state.ParentInstance = started.ParentInstance;
        state.Generation = started.Generation;
        state.ScheduledStartTime = started.ScheduledStartTime;
        return state;
    }
}
