using DurableTask.Core;
using EmbeddedFunctions.Invocation;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// One episode of an orchestrator function, run by the official shim. This class gives the shim the raw input, a scope
/// of services and the parent, which the framework sets only after it has created the orchestration.
/// </summary>
internal sealed partial class FunctionOrchestration(
    OrchestratorFunction function,
    FunctionPipeline pipeline,
    DurableTaskShimFactory shims,
    DataConverter converter,
    IServiceScopeFactory scopes,
    ILoggerFactory loggers,
    CancellationToken shutdown) : TaskOrchestration, ITaskOrchestrator, IFallibleOrchestration, IAsyncDisposable
{
    private readonly AsyncServiceScope _scope = scopes.CreateAsyncScope();
    private TaskOrchestration? _shim;
    private string? _input;

    public string Name => function.Name;

    public ParentOrchestrationInstance? Parent { get; set; }

    public Exception? Failure { get; private set; }

    /// <summary>
    /// The result of an episode that <see cref="Fail"/> or <see cref="Terminate"/> has ended; null for any other.
    /// </summary>
    public OrchestratorExecutionResult? EndResult { get; private set; }

    /// <summary>The context reads the raw input when the function names its type.</summary>
    public Type InputType => typeof(object);

    public Type OutputType => typeof(object);

    /// <remarks>
    /// The task is never cancelled: the framework expects a result or a failure, and would repeat the episode
    /// forever. An orchestrator that lets a cancellation out (of a wait with a timeout) fails, as on the Functions
    /// host.
    /// </remarks>
    public override Task<string> Execute(OrchestrationContext context, string input)
    {
        var result = new TaskCompletionSource<string>();
        _ = CompleteAsync(context, input, result);
        return result.Task;
    }

    private async Task CompleteAsync(OrchestrationContext context, string input, TaskCompletionSource<string> result)
    {
        try
        {
            _input = input;
            _shim = shims.CreateOrchestration(function.Name, this, Parent);
            result.SetResult(await _shim.Execute(context, null));
        }
        catch (Exception e)
        {
            Failure = e;
            result.SetException(EpisodeFault.TryRecord(e, shutdown) ? HostFault.Abort(e) : e);
        }
    }

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        var functionContext = new EmbeddedFunctionContext(function.Definition, _scope.ServiceProvider, shutdown)
        {
            TriggerValue = new FunctionOrchestrationContext(context, _input, converter, loggers),
            BeforeCall = RequireOrchestratorThread,
        };
        var running = pipeline.InvokeAsync(function.Invoker, functionContext);
        if (!running.IsCompleted)
        {
            if (!functionContext.IsCalled)
                throw LeftItsThread();

            // Not part of the orchestration: it observes from outside whether the task leaves the thread.
#pragma warning disable DURABLE0004
            _ = running.ContinueWith(
                _ => ReportIfOffThread(),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
#pragma warning restore DURABLE0004
        }

        return running;
    }

    // A middleware that awaited something calls the function on another thread, possibly before RunAsync has checked.
    private void RequireOrchestratorThread()
    {
        if (!OrchestrationContext.IsOrchestratorThread)
            throw LeftItsThread();
    }

    private InvalidOperationException LeftItsThread() => new(
        $"Orchestrator '{function.Name}': a middleware left the orchestrator's thread. Around an orchestrator it must "
            + "await nothing before it calls the next one.");

    /// <remarks>
    /// An event that doesn't fit the type that is waited for throws, which ends the episode: see <see cref="Fail"/>.
    /// </remarks>
    public override void RaiseEvent(OrchestrationContext context, string name, string input) =>
        _shim?.RaiseEvent(context, name, input);

    public override string? GetStatus() => _shim?.GetStatus();

    /// <summary>
    /// Fails the orchestrator, in place of all that the episode did, with an exception from outside its own task: from
    /// an event, its custom status or the disposal of its services. The Functions host does so too.
    /// </summary>
    public void Fail(Exception exception)
    {
        Failure = EpisodeEnd.Readable(exception);
        EndResult = EpisodeEnd.Failed(Failure, ReadableStatus());
    }

    /// <summary>Terminates the orchestrator, in place of all that the episode did.</summary>
    public void Terminate(string? reason)
    {
        Failure = null;
        EndResult = EpisodeEnd.Terminated(reason, ReadableStatus());
    }

    private string? ReadableStatus()
    {
        try
        {
            return GetStatus();
        }
        catch (Exception e) when (!HostFault.IsIn(e, shutdown))
        {
            return null;
        }
    }

    /// <summary>Disposes the episode's scope, whether or not the orchestrator has completed.</summary>
    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    /// <summary>
    /// The framework does not see the end of an orchestrator on another thread: the instance stays Running forever, on
    /// every host. The log names the cause.
    /// </summary>
    private void ReportIfOffThread()
    {
        if (!OrchestrationContext.IsOrchestratorThread)
        {
            LogNeverEnds(
                loggers.CreateLogger<FunctionOrchestration>(),
                function.Name,
                FunctionOrchestrationContext.OffOrchestratorThread);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Orchestrator '{Name}' never ends: {Reason}")]
    private static partial void LogNeverEnds(ILogger logger, string name, string reason);
}
