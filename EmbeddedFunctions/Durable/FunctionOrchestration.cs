using DurableTask.Core;
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

    public override Task<string> Execute(OrchestrationContext context, string input)
    {
        _input = input;
        _shim = shims.CreateOrchestration(function.Name, this, Parent);
        return _shim.Execute(context, null);
    }

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        var functionContext = new EmbeddedFunctionContext(function.Definition, _scope.ServiceProvider, shutdown)
        {
            TriggerValue = new FunctionOrchestrationContext(context, _input, converter, loggers),
        };
        var running = function.Invoker.InvokeAsync(functionContext);
        if (!running.IsCompleted)
        {
#pragma warning disable DURABLE0004 // No part of the orchestration: it watches from outside whether the task strays.
            _ = running.ContinueWith(
                _ => ReportStray(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
#pragma warning restore DURABLE0004
        }

        return running;
    }

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
