using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;
using EmbeddedFunctions.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable.Hub;

/// <summary>
/// The framework's middleware around each episode: sets its time and its parent, and abandons it after a host fault.
/// </summary>
internal sealed partial class EpisodeMiddleware(
    TimeProvider time, FunctionFailures failures, ILogger<EpisodeMiddleware> logger, CancellationToken shutdown)
{
    /// <summary>
    /// Runs one episode. The dispatcher stamps its start with the machine's clock, and CurrentUtcDateTime returns that
    /// stamp. It is replaced by the TimeProvider's time before the orchestrator runs and before the stamp is stored.
    /// </summary>
    public async Task InvokeAsync(DispatchMiddlewareContext context, Func<Task> next)
    {
        var state = context.GetProperty<OrchestrationRuntimeState>();
        foreach (var started in state.NewEvents.OfType<OrchestratorStartedEvent>())
            started.Timestamp = time.GetUtcNow().UtcDateTime;

        var instanceId = state.OrchestrationInstance!.InstanceId;
        var orchestration = context.GetProperty<TaskOrchestration>() as FunctionOrchestration;
        if (orchestration is not null && state.ParentInstance is { } parent)
        {
            orchestration.Parent = new ParentOrchestrationInstance(
                parent.Name, parent.OrchestrationInstance.InstanceId);
        }

        await RunOrAbandonAsync(state, orchestration, next);
        if (orchestration?.EndResult is { } end)
            context.SetProperty(end);

        if (context.GetProperty<TaskOrchestration>() is IFallibleOrchestration { Failure: { } exception } failed)
            failures.OnOrchestratorFailed(failed.Name, instanceId, exception);
    }

    private async Task RunOrAbandonAsync(
        OrchestrationRuntimeState state, FunctionOrchestration? orchestration, Func<Task> next)
    {
        var fault = EpisodeFault.Begin();
        try
        {
            await using (orchestration)
                await next();
        }
        catch (Exception e) when (EpisodeFault.TryRecord(e, shutdown))
        {
            // Abandoned below, like an exception that the executor turned into a result.
        }
        catch (Exception e) when (orchestration is not null)
        {
            // The framework would repeat the episode for ever.
            orchestration.Fail(e);
        }

        if (fault.Cause is not { } cause)
            return;

        // An orchestrator that is abandoned each time can be ended in no other way.
        if (orchestration is not null
            && state.NewEvents.OfType<ExecutionTerminatedEvent>().FirstOrDefault() is { } terminated)
        {
            orchestration.Terminate(terminated.Input);
            return;
        }

        LogAbandoned(logger, state.OrchestrationInstance!.InstanceId, cause.Message);
        throw HostFault.Abort(cause);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The orchestrator of instance '{InstanceId}' is abandoned and runs again: {Reason}")]
    private static partial void LogAbandoned(ILogger logger, string instanceId, string reason);
}
