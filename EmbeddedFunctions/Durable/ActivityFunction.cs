using EmbeddedFunctions.Invocation;

namespace EmbeddedFunctions.Durable;

/// <summary>
/// A function with an activity trigger: its activity name and the type of its input.
/// </summary>
internal sealed record ActivityFunction(string Name, FunctionInvoker Invoker, Type InputType)
{
    public EmbeddedFunctionDefinition Definition { get; } = new(Invoker.Function);
}
