using EmbeddedFunctions.Functions;
using EmbeddedFunctions.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions;

/// <summary>A function that the app serves, as its attributes say: what the Functions host reads in functions.metadata.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="EntryPoint">The method that is called, with its type's full name.</param>
/// <param name="Trigger">The trigger as functions.metadata names it: httpTrigger, orchestrationTrigger, ...</param>
/// <param name="Route">The route of an HTTP function, host.json's routePrefix included; else null.</param>
/// <param name="Methods">The methods that an HTTP function answers; none listed means any.</param>
/// <param name="Level">What key an HTTP function asks for; else null.</param>
public sealed record ServedFunction(
    string Name,
    string EntryPoint,
    string Trigger,
    string? Route,
    IReadOnlyList<string> Methods,
    AuthorizationLevel? Level)
{
    internal static ServedFunction Of(FunctionDescriptor function, HttpFunction? http) => new(
        function.Name,
        function.EntryPoint,
        FunctionDiscovery.BindingTypeOf(function.Trigger),
        http?.Route.RawText,
        http?.Methods ?? [],
        http?.Level);
}
