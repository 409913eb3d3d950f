using DurableTask.Core;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// Stands for an orchestrator that the app doesn't have. Its instance fails with a message that says so; an exception
/// thrown here, in place of a failed task, would have the dispatcher try again for ever and slow down for everyone.
/// </summary>
internal sealed class MissingOrchestration(string name) : TaskOrchestration
{
    public override Task<string> Execute(OrchestrationContext context, string input) =>
        Task.FromException<string>(new InvalidOperationException($"The app has no orchestrator function '{name}', or it's disabled."));

    public override void RaiseEvent(OrchestrationContext context, string name, string input)
    {
    }

    public override string? GetStatus() => null;
}
