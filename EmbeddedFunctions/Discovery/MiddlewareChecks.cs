using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Discovery;

/// <summary>
/// Finds worker middleware of the app that was not added to this builder: only the app's own Program would run it.
/// </summary>
internal static class MiddlewareChecks
{
    /// <param name="types">The types of the app's assemblies.</param>
    /// <param name="services">What <c>UseMiddleware</c> and <c>UseWhen</c> register the class with.</param>
    /// <param name="faults">Takes a fault for each middleware that is missing.</param>
    public static void Check(IEnumerable<Type> types, IServiceCollection services, List<string> faults)
    {
        foreach (var type in types.Where(IsMiddleware))
        {
            if (services.All(service => service.ServiceType != type))
            {
                faults.Add($"The worker middleware {type.FullName} isn't added to this builder: call "
                    + $"UseMiddleware<{type.Name}>() as the app's Program does, or name the classes to AddFunctions "
                    + "without it.");
            }
        }
    }

    private static bool IsMiddleware(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IFunctionsWorkerMiddleware).IsAssignableFrom(type);
}
