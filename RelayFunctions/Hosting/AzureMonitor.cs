using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RelayFunctions.Hosting;

/// <summary>Telemetry of the worker on Azure.</summary>
internal static class AzureMonitor
{
    /// <summary>
    /// Exports the worker's logs, traces and metrics to the Application Insights component of
    /// <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>, signed in as the identity <c>AZURE_CLIENT_ID</c>. Does nothing where
    /// no component is set: the host then writes the worker's log lines itself.
    /// </summary>
    public static void AddAzureMonitor(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is not { Length: > 0 } component)
            return;

        // No instrumentation of HttpClient: the path of a gateway's request may hold a secret.
        services.AddOpenTelemetry().UseFunctionsWorkerDefaults().UseAzureMonitorExporter(exporter =>
        {
            exporter.ConnectionString = component;
            if (configuration["AZURE_CLIENT_ID"] is { Length: > 0 } identity)
                exporter.Credential = new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(identity));
        });
    }
}
