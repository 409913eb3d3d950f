using EmbeddedFunctions.Functions;
using EmbeddedFunctions.Functions.Context;

namespace EmbeddedFunctions.Durable;

/// <summary>A function with an activity trigger, and the type that its input is read as.</summary>
internal sealed record ActivityFunction(FunctionInvoker Invoker, Type InputType)
{
    public EmbeddedFunctionDefinition Definition { get; } = new(Invoker.Function);

    public string Name => Invoker.Function.Name;
}
