using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Discovery;

/// <summary>
/// Finds worker middleware of the app that was not added to this builder: it would run only if the app's own Program.cs
/// started the app.
/// </summary>
internal static class MiddlewareChecks
{
    /// <param name="types">The types of the app's assemblies.</param>
    /// <param name="services">Where <c>UseMiddleware</c> and <c>UseWhen</c> register middleware.</param>
    /// <param name="faults">Receives a fault for each middleware that is missing.</param>
    public static void Check(IEnumerable<Type> types, IServiceCollection services, List<string> faults)
    {
        foreach (var type in types.Where(IsMiddleware))
        {
            if (services.All(service => service.ServiceType != type))
            {
                faults.Add($"The worker middleware {type.FullName} is not registered with this builder. "
                    + $"Call UseMiddleware<{type.Name}>() as the app's Program.cs does, or pass the function classes "
                    + "to AddFunctions(params Type[]).");
            }
        }
    }

    private static bool IsMiddleware(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IFunctionsWorkerMiddleware).IsAssignableFrom(type);
}
