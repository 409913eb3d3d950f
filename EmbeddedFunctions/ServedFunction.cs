using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions;

/// <summary>
/// A function that the app serves, described by its attributes: the data that the Functions host reads from
/// functions.metadata.
/// </summary>
/// <param name="Name">The function's name.</param>
/// <param name="EntryPoint">The method that is called, with its type's full name.</param>
/// <param name="Trigger">The trigger as functions.metadata names it: httpTrigger, orchestrationTrigger, ...</param>
/// <param name="Route">
/// The route of an HTTP function, host.json's routePrefix included; null for other functions.
/// </param>
/// <param name="Methods">The HTTP methods of an HTTP function; an empty list means every method.</param>
/// <param name="Level">The key level of an HTTP function; null for other functions.</param>
public sealed record ServedFunction(
    string Name,
    string EntryPoint,
    string Trigger,
    string? Route,
    IReadOnlyList<string> Methods,
    AuthorizationLevel? Level);
