using DurableTask.Core;
using DurableTask.Core.Command;

namespace EmbeddedFunctions.Durable;

/// <summary>The results of episodes that end an orchestrator in place of its own task.</summary>
internal static class EpisodeEnd
{
    /// <summary>Returns the result that the framework makes of an orchestrator's exception.</summary>
    public static OrchestratorExecutionResult Failed(Exception exception, string? customStatus) => With(
        customStatus,
        new OrchestrationCompleteOrchestratorAction
        {
            OrchestrationStatus = OrchestrationStatus.Failed,
            Result = exception.Message,
            FailureDetails = new FailureDetails(exception),
        });

    /// <summary>Returns the result of a termination.</summary>
    public static OrchestratorExecutionResult Terminated(string? reason, string? customStatus) => With(
        customStatus,
        new OrchestrationCompleteOrchestratorAction
        {
            OrchestrationStatus = OrchestrationStatus.Terminated,
            Result = reason,
        });

    private static OrchestratorExecutionResult With(
        string? customStatus, OrchestrationCompleteOrchestratorAction action) =>
        new() { CustomStatus = customStatus, Actions = [action] };

    /// <summary>Returns the exception, or the one that it throws when its message is read.</summary>
    public static Exception Readable(Exception exception)
    {
        try
        {
            _ = exception.ToString();
            return exception;
        }
        catch (Exception other)
        {
            return other;
        }
    }
}
