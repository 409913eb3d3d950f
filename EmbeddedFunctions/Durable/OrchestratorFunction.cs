using EmbeddedFunctions.Invocation;

namespace EmbeddedFunctions.Durable;

/// <summary>A function with an orchestration trigger and its orchestrator name.</summary>
internal sealed record OrchestratorFunction(string Name, FunctionInvoker Invoker)
{
    public EmbeddedFunctionDefinition Definition { get; } = new(Invoker.Function);
}
