using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Episodes;

/// <summary>Creates the result of a sub-orchestration that ended without running its orchestrator.</summary>
internal static class ParentMessage
{
    /// <summary>The message to the parent; empty if there is no parent, or it does not wait.</summary>
    public static List<TaskMessage> Failed(ExecutionStartedEvent started, string? reason, FailureDetails? failure) =>
        started.ParentInstance is { } parent && started.Tags?.ContainsKey(OrchestrationTags.FireAndForget) != true
            ? [Failed(parent, reason, failure)]
            : [];

    public static TaskMessage Failed(ParentInstance parent, string? reason, FailureDetails? failure) => new()
    {
        OrchestrationInstance = parent.OrchestrationInstance,
        Event = new SubOrchestrationInstanceFailedEvent(-1, parent.TaskScheduleId, reason, null, failure),
    };
}
