using DurableTask.Core;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// Replaces an orchestrator that the app doesn't have. Its instance fails with a message that says so. It returns a
/// failed task: after a thrown exception the dispatcher would retry forever and slow down all other work.
/// </summary>
internal sealed class MissingOrchestration(string name) : TaskOrchestration, IFallibleOrchestration
{
    public string Name => name;

    public Exception Failure { get; } =
        new InvalidOperationException($"The app has no orchestrator function '{name}', or it's disabled.");

    public override Task<string> Execute(OrchestrationContext context, string input) =>
        Task.FromException<string>(Failure);

    public override void RaiseEvent(OrchestrationContext context, string name, string input)
    {
    }

    public override string? GetStatus() => null;
}
