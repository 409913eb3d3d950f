using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmbeddedFunctions.Durable.Checks;

/// <summary>
/// Finds what the app has added to the durable worker and this host would ignore: the worker on Azure heeds it.
/// </summary>
internal static class WorkerServiceChecks
{
    public static void Check(IServiceCollection services, List<string> faults)
    {
        if (services.Any(service => service.ServiceType == typeof(IConfigureOptions<DurableTaskRegistry>)))
        {
            faults.Add(
                "The orchestrators and activities that AddTasks adds to the durable worker are not run here: write "
                + "them as methods with [Function].");
        }

        if (services.Any(service => service.ServiceType == typeof(IExceptionPropertiesProvider)))
        {
            faults.Add(
                $"The service {nameof(IExceptionPropertiesProvider)} is not supported: failures have no properties of "
                + "their exceptions here. Leave it out.");
        }

        if (services.Any(service => IsMiddlewareOfTheExtension(service.ServiceType)))
        {
            faults.Add(
                $"{nameof(FunctionsWorkerApplicationBuilderExtensions.ConfigureDurableExtension)} is not supported: it "
                + "needs the Functions host. Leave it out: durable functions run without it.");
        }
    }

    private static bool IsMiddlewareOfTheExtension(Type type) =>
        typeof(IFunctionsWorkerMiddleware).IsAssignableFrom(type)
        && type.Assembly == typeof(DurableClientAttribute).Assembly;
}
