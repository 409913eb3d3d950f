using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Durable.Checks;
using EmbeddedFunctions.Http;
using EmbeddedFunctions.Management;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmbeddedFunctions.Hosting;

/// <summary>The checks of an app, besides those of reading its functions and settings. Each adds its faults.</summary>
internal static class StartChecks
{
    /// <summary>Checks what the app has registered.</summary>
    /// <param name="types">The classes that may have functions.</param>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">The app's settings.</param>
    /// <param name="isManaged">Whether the HTTP API of the Durable extension is served.</param>
    /// <param name="faults">Receives the faults.</param>
    public static void CheckRegistrations(
        IReadOnlyCollection<Type> types,
        IServiceCollection services,
        IConfiguration configuration,
        bool isManaged,
        List<string> faults)
    {
        AllowedHosts.Check(configuration, faults);
        MiddlewareChecks.Check(types, services, faults);
        WorkerServiceChecks.Check(services, faults);
        if (isManaged)
            ManagementEndpoints.Check(services, faults);
    }

    /// <summary>Checks what only the services of the built app can tell.</summary>
    /// <param name="catalogue">The functions.</param>
    /// <param name="services">The services.</param>
    /// <param name="faults">Receives the faults.</param>
    public static void CheckServices(FunctionCatalogue catalogue, IServiceProvider services, List<string> faults)
    {
        RouteChecks.Check(catalogue.Http, services.GetRequiredService<ParameterPolicyFactory>(), faults);
        ConstructorChecks.Check(catalogue.All, services.GetRequiredService<IServiceProviderIsService>(), faults);
        WorkerOptionChecks.Check(services.GetRequiredService<IOptions<DurableTaskWorkerOptions>>().Value, faults);
    }
}
