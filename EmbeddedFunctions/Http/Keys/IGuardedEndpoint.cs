using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Http.Keys;

/// <summary>Metadata of every endpoint that is served: which key a request needs.</summary>
internal interface IGuardedEndpoint
{
    /// <summary>The name of the function, whose own keys open it.</summary>
    string Name { get; }

    AuthorizationLevel Level { get; }
}
