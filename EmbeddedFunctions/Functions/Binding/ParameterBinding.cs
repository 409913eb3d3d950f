using EmbeddedFunctions.Functions.Context;

namespace EmbeddedFunctions.Functions.Binding;

/// <summary>Gives one parameter of a function its value for one call.</summary>
internal delegate object? ParameterBinding(EmbeddedFunctionContext context);
