using EmbeddedFunctions.Functions;
using EmbeddedFunctions.Functions.Context;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// A function with an activity trigger, under the name that it is called by, and the type that its input is read as.
/// </summary>
internal sealed record ActivityFunction(string Name, FunctionInvoker Invoker, Type InputType)
{
    public EmbeddedFunctionDefinition Definition { get; } = new(Invoker.Function);
}
