using System.Reflection;
using DurableTask.Core;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>
/// A storage provider that returns one work item of each kind, and then fails every call until it is back; after each
/// failed work item it asks for a pause of 10 s.
/// </summary>
public class FailingService : DispatchProxy
{
    public static readonly TaskActivityWorkItem Activity = new();
    public static readonly TaskOrchestrationWorkItem Orchestration = new();

    /// <summary>Whether its calls succeed again.</summary>
    public bool IsBack { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IOrchestrationService.LockNextTaskActivityWorkItem) => Task.FromResult(Activity),
        nameof(IOrchestrationService.LockNextTaskOrchestrationWorkItemAsync) => Task.FromResult(Orchestration),
        nameof(IOrchestrationService.GetDelayInSecondsAfterOnProcessException) => 10,
        _ when IsBack => Task.CompletedTask,
        _ => Task.FromException(new IOException("The store is gone.")),
    };
}
