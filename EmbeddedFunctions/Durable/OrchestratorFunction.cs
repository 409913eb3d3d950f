using EmbeddedFunctions.Functions;
using EmbeddedFunctions.Functions.Context;

namespace EmbeddedFunctions.Durable;

/// <summary>A function with an orchestration trigger.</summary>
internal sealed record OrchestratorFunction(FunctionInvoker Invoker)
{
    public EmbeddedFunctionDefinition Definition { get; } = new(Invoker.Function);

    public string Name => Invoker.Function.Name;
}
