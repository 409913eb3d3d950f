using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Episodes;

/// <summary>
/// The only episode of an instance that is terminated before it ran: the orchestrator does not run, since its first
/// step would have effects.
/// </summary>
internal static class TerminatedBeforeStart
{
    /// <summary>Null if the messages do not terminate the instance.</summary>
    public static EpisodeResult? TryEnd(List<TaskMessage> messages)
    {
        var terminated = messages.Select(message => message.Event).OfType<ExecutionTerminatedEvent>().FirstOrDefault();
        if (terminated is null || messages[0].Event is not ExecutionStartedEvent started)
            return null;

        var runtime = new OrchestrationRuntimeState();
        runtime.AddEvent(new OrchestratorStartedEvent(-1) { Timestamp = terminated.Timestamp });
        runtime.AddEvent(started);
        runtime.AddEvent(terminated);
        runtime.AddEvent(new ExecutionCompletedEvent(0, terminated.Input, OrchestrationStatus.Terminated));
        runtime.AddEvent(new OrchestratorCompletedEvent(-1));
        return new EpisodeResult(
            runtime, runtime, messages, [], ParentMessage.Failed(started, terminated.Input, failure: null), []);
    }
}
