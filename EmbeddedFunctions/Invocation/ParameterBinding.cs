
namespace EmbeddedFunctions.Invocation;

/// <summary>Gives one parameter of a function its value for one call.</summary>
internal delegate object? ParameterBinding(EmbeddedFunctionContext context);
