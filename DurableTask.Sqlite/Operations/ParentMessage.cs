using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Operations;

/// <summary>What the parent of a sub-orchestration is told that ended without its orchestrator having been run.</summary>
internal static class ParentMessage
{
    /// <summary>Empty where there is no parent, or none that waits.</summary>
    public static List<TaskMessage> Failed(ExecutionStartedEvent started, string? reason, FailureDetails? failure)
    {
        if (started.ParentInstance is not { } parent
            || started.Tags?.ContainsKey(OrchestrationTags.FireAndForget) == true)
        {
            return [];
        }

        return
        [
            new TaskMessage
            {
                OrchestrationInstance = parent.OrchestrationInstance,
                Event = new SubOrchestrationInstanceFailedEvent(-1, parent.TaskScheduleId, reason, null, failure),
            },
        ];
    }
}
