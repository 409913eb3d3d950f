using EmbeddedFunctions.Http.Keys;
using EmbeddedFunctions.Invocation;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace EmbeddedFunctions.Http;

/// <summary>A function with an HTTP trigger. An empty list of methods means every method.</summary>
internal sealed record HttpFunction(
    FunctionInvoker Invoker,
    RoutePattern Route,
    IReadOnlyList<string> Methods,
    AuthorizationLevel Level) : IGuardedEndpoint
{
    public EmbeddedFunctionDefinition Definition { get; } = new(Invoker.Function);

    /// <summary>Whether the function is on the worker's own type of a request, not on ASP.NET Core's.</summary>
    public bool TakesRequestData { get; } =
        Invoker.Function.TriggerParameter.ParameterType == typeof(HttpRequestData);

    /// <summary>Whether ASP.NET Core's model binding reads the body.</summary>
    public bool BindsModel => !TakesRequestData && Invoker.Function.Parameters.Any(BodyBinding.IsBody);

    public string Name => Invoker.Function.Name;

    public bool SharesMethodWith(HttpFunction other) => Methods.Count == 0 || other.Methods.Count == 0
        || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any();
}
