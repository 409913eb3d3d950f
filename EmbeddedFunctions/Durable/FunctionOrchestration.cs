using DurableTask.Core;
using EmbeddedFunctions.Functions;
using EmbeddedFunctions.Functions.Context;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// One episode of an orchestrator function. The official shim runs it; this hands the shim the raw input, a scope of
/// services and the parent, which the framework tells only after it has asked for the orchestration.
/// </summary>
internal sealed partial class FunctionOrchestration(
    OrchestratorFunction function,
    FunctionPipeline pipeline,
    DurableTaskShimFactory shims,
    DataConverter converter,
    IServiceScopeFactory scopes,
    ILoggerFactory loggers,
    CancellationToken shutdown) : TaskOrchestration, ITaskOrchestrator, IAsyncDisposable
{
    private readonly AsyncServiceScope _scope = scopes.CreateAsyncScope();
    private TaskOrchestration? _shim;
    private string? _input;

    public ParentOrchestrationInstance? Parent { get; set; }

    /// <summary>The raw input is read by the context, when the function says as what.</summary>
    public Type InputType => typeof(object);

    public Type OutputType => typeof(object);

    public override async Task<string> Execute(OrchestrationContext context, string input)
    {
        try
        {
            _input = input;
            _shim = shims.CreateOrchestration(function.Name, this, Parent);
            return await _shim.Execute(context, null);
        }
        catch (Exception e) when (EpisodeFault.Note(e, shutdown))
        {
            throw HostFault.Abort(e);
        }
    }

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        var functionContext = new EmbeddedFunctionContext(function.Definition, _scope.ServiceProvider, shutdown)
        {
            TriggerValue = new FunctionOrchestrationContext(context, _input, converter, loggers),
            BeforeCall = CheckThread,
        };
        var running = pipeline.InvokeAsync(function.Invoker, functionContext);
        if (!running.IsCompleted)
        {
            if (!functionContext.IsCalled)
            {
                throw LeftItsThread();
            }

#pragma warning disable DURABLE0004 // No part of the orchestration: it watches from outside whether the task strays.
            _ = running.ContinueWith(
                _ => ReportStray(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
#pragma warning restore DURABLE0004
        }

        return running;
    }

    // A middleware that awaited something calls on from another thread, maybe before this one has looked.
    private void CheckThread()
    {
        if (!OrchestrationContext.IsOrchestratorThread)
        {
            throw LeftItsThread();
        }
    }

    private InvalidOperationException LeftItsThread() => new(
        $"Orchestrator '{function.Name}': a middleware left the orchestrator's thread. Around an orchestrator it must await "
        + "nothing before it calls the next one.");

    public override void RaiseEvent(OrchestrationContext context, string name, string input) =>
        _shim?.RaiseEvent(context, name, input);

    public override string? GetStatus() => _shim?.GetStatus();

    /// <summary>Ends the episode's scope, whether or not the orchestrator has come to its end.</summary>
    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    /// <summary>
    /// An orchestrator that ends on another thread ends unseen: its instance stays Running for ever, on every host. The
    /// least that can be done is to say so.
    /// </summary>
    private void ReportStray()
    {
        if (!OrchestrationContext.IsOrchestratorThread)
        {
            Strayed(loggers.CreateLogger<FunctionOrchestration>(), function.Name, FunctionOrchestrationContext.Stray);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Orchestrator '{Name}' never ends: {Reason}")]
    private static partial void Strayed(ILogger logger, string name, string reason);
}
