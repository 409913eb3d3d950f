using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Episodes;

/// <summary>What the parent of a sub-orchestration is told of which the orchestrator was not run.</summary>
internal static class ParentMessage
{
    /// <summary>Of one that ended. Empty where there is no parent, or none that waits.</summary>
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
