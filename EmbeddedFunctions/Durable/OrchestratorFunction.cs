using EmbeddedFunctions.Functions;
using EmbeddedFunctions.Functions.Context;

namespace EmbeddedFunctions.Durable;

/// <summary>A function with an orchestration trigger, under the name that it is called by.</summary>
internal sealed record OrchestratorFunction(string Name, FunctionInvoker Invoker)
{
    public EmbeddedFunctionDefinition Definition { get; } = new(Invoker.Function);
}
