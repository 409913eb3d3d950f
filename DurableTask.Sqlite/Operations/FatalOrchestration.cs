using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// The last episode of an instance that was running at so many deaths of the process that its orchestrator is not run
/// again.
/// </summary>
internal static class FatalOrchestration
{
    public static EpisodeResult End(InstanceEntry entry, List<TaskMessage> messages, DateTime now)
    {
        var runtime = entry.Runtime!;
        runtime.AddEvent(new OrchestratorStartedEvent(-1) { Timestamp = now });
        if (entry.Start is { } start)
            runtime.AddEvent(start.Event);
        var started = runtime.ExecutionStartedEvent!;
        var failure = FatalFailure.Of("OrchestratorEndsProcess", $"The orchestration '{started.Name}'", entry.Deaths);
        var reason = failure.ErrorMessage;
        runtime.AddEvent(new ExecutionCompletedEvent(-1, reason, OrchestrationStatus.Failed, failure));
        runtime.AddEvent(new OrchestratorCompletedEvent(-1));
        return new EpisodeResult(
            runtime, runtime, messages, [], ParentMessage.Failed(started, reason, failure), []);
    }
}
