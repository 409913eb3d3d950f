using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Episodes;

namespace DurableTask.Sqlite.Poison;

/// <summary>Ends an instance that was running at too many crashes, without running its orchestrator.</summary>
internal static class PoisonedOrchestration
{
    /// <param name="runtime">The history so far; the failure is added to it.</param>
    /// <param name="start">The message that starts the instance, if it has not started yet.</param>
    /// <param name="messages">The messages that the episode takes.</param>
    /// <param name="crashCount">The number of crashes.</param>
    /// <param name="now">The time of the episode, in UTC.</param>
    public static EpisodeResult End(
        OrchestrationRuntimeState runtime, TaskMessage? start, List<TaskMessage> messages, int crashCount, DateTime now)
    {
        runtime.AddEvent(new OrchestratorStartedEvent(-1) { Timestamp = now });
        if (start is not null)
            runtime.AddEvent(start.Event);
        var started = runtime.ExecutionStartedEvent!;
        var failure = PoisonFailure.Of("OrchestratorEndsProcess", $"The orchestration '{started.Name}'", crashCount);
        var reason = failure.ErrorMessage;
        runtime.AddEvent(new ExecutionCompletedEvent(-1, reason, OrchestrationStatus.Failed, failure));
        runtime.AddEvent(new OrchestratorCompletedEvent(-1));
        return new EpisodeResult(
            runtime, runtime, messages, [], ParentMessage.Failed(started, reason, failure), []);
    }
}
