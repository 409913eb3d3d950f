using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;
using OrchestrationContext = DurableTask.Core.OrchestrationContext;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// The official context, but that it reads the input as the type which the function asks for: a function says that only
/// when it asks (<c>GetInput&lt;T&gt;</c>), while the official one has it read before. As in the worker, what isn't called
/// on the orchestrator's own thread is an error: nothing would come of it.
/// </summary>
internal sealed class FunctionOrchestrationContext(
    TaskOrchestrationContext inner, string? input, DataConverter converter, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    /// <summary>Why an orchestrator that strays never ends, in words for whoever wrote it.</summary>
    public const string Stray = "it went on outside its own thread. Await nothing but the tasks of the context, never with "
        + "ConfigureAwait(false), and cancel by Cancel(), not CancelAsync().";

    public override TaskName Name => inner.Name;

    public override string InstanceId => inner.InstanceId;

    public override string Version => inner.Version;

    public override ParentOrchestrationInstance? Parent => inner.Parent;

    public override DateTime CurrentUtcDateTime => inner.CurrentUtcDateTime;

    public override bool IsReplaying => inner.IsReplaying;

    public override IReadOnlyDictionary<string, object?> Properties => inner.Properties;

    public override TaskOrchestrationEntityFeature Entities => inner.Entities;

    protected override ILoggerFactory LoggerFactory => loggers;

    private TaskOrchestrationContext Own => OrchestrationContext.IsOrchestratorThread
        ? inner
        : throw new InvalidOperationException($"Orchestrator '{Name}': {Stray}");

    public override T GetInput<T>() => (T)GetInput(typeof(T))!;

    /// <summary>The input as this type; the default of a value type where there's none.</summary>
    public object? GetInput(Type type) => converter.Deserialize(input, type)
        ?? (type.IsValueType ? Activator.CreateInstance(type) : null);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null) =>
        Own.CallActivityAsync<TResult>(name, input, options);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        Own.CallSubOrchestratorAsync<TResult>(orchestratorName, input, options);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) =>
        Own.CreateTimer(fireAt, cancellationToken);

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        Own.WaitForExternalEvent<T>(eventName, cancellationToken);

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        Own.SendEvent(instanceId, eventName, payload);

    public override void SetCustomStatus(object? customStatus) => Own.SetCustomStatus(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Own.ContinueAsNew(newInput, preserveUnprocessedEvents);

    public override void ContinueAsNew(ContinueAsNewOptions options) => Own.ContinueAsNew(options);

    public override Guid NewGuid() => Own.NewGuid();
}
