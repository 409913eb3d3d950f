using EmbeddedFunctions.Invocation;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Http;

/// <summary>A function with an HTTP trigger. An empty list of methods means every method.</summary>
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
