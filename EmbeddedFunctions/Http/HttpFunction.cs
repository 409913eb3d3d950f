using EmbeddedFunctions.Functions;
using EmbeddedFunctions.Functions.Context;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Http;

/// <summary>A function with an HTTP trigger. No method listed means that any is answered.</summary>
internal sealed record HttpFunction(
    FunctionInvoker Invoker,
    RoutePattern Route,
    IReadOnlyList<string> Methods,
    AuthorizationLevel Level)
{
    public EmbeddedFunctionDefinition Definition { get; } = new(Invoker.Function);

    public string Name => Invoker.Function.Name;

    public bool SharesMethodWith(HttpFunction other) => Methods.Count == 0 || other.Methods.Count == 0
        || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any();
}
