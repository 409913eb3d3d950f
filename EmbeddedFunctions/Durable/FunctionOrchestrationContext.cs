using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;
using OrchestrationContext = DurableTask.Core.OrchestrationContext;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// Wraps the official context and reads the input as the type that the function asks for (<c>GetInput&lt;T&gt;</c>),
/// where the official context has read it before. As in the worker, a call from another thread than the orchestrator's
/// is an error, because it would have no effect.
/// </summary>
internal sealed class FunctionOrchestrationContext(
    TaskOrchestrationContext inner, string? input, DataConverter converter, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    /// <summary>Why an orchestrator that leaves its thread never ends, for its author.</summary>
    public const string OffOrchestratorThread =
        "it continued outside its own thread. Await nothing but the tasks of the context, never with "
        + "ConfigureAwait(false), and cancel by Cancel(), not CancelAsync().";

    public override TaskName Name => inner.Name;

    public override string InstanceId => inner.InstanceId;

    public override string Version => inner.Version;

    public override ParentOrchestrationInstance? Parent => inner.Parent;

    public override DateTime CurrentUtcDateTime => inner.CurrentUtcDateTime;

    public override bool IsReplaying => inner.IsReplaying;

    public override IReadOnlyDictionary<string, object?> Properties => inner.Properties;

    public override TaskOrchestrationEntityFeature Entities => throw new NotSupportedException(
        $"Orchestrator '{Name}': durable entities are not supported here.");

    protected override ILoggerFactory LoggerFactory => loggers;

    private TaskOrchestrationContext OnThread => OrchestrationContext.IsOrchestratorThread
        ? inner
        : throw new InvalidOperationException($"Orchestrator '{Name}': {OffOrchestratorThread}");

    public override T GetInput<T>() => (T)GetInput(typeof(T))!;

    /// <summary>Returns the input as this type; without an input, the default of a value type, else null.</summary>
    public object? GetInput(Type type) => converter.Deserialize(input, type)
        ?? (type.IsValueType ? Activator.CreateInstance(type) : null);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        // The framework would repeat the episode for ever.
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        return OnThread.CallActivityAsync<TResult>(name, input, options);
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        EntityIds.Reject((options as SubOrchestrationOptions)?.InstanceId);
        return OnThread.CallSubOrchestratorAsync<TResult>(orchestratorName, input, options);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) =>
        OnThread.CreateTimer(fireAt, cancellationToken);

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        OnThread.WaitForExternalEvent<T>(eventName, cancellationToken);

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        OnThread.SendEvent(EntityIds.Reject(instanceId), eventName, payload);

    public override void SetCustomStatus(object? customStatus) => OnThread.SetCustomStatus(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        OnThread.ContinueAsNew(newInput, preserveUnprocessedEvents);

    public override void ContinueAsNew(ContinueAsNewOptions options) => OnThread.ContinueAsNew(options);

    public override Guid NewGuid() => OnThread.NewGuid();
}
