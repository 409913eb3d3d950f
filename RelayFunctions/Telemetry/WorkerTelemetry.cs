using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace RelayFunctions.Telemetry;

/// <summary>Telemetry of a worker of the Functions host.</summary>
internal static class WorkerTelemetry
{
    /// <summary>
    /// Exports the worker's logs, traces and metrics to the Application Insights component of
    /// <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>, signed in as the identity <c>AZURE_CLIENT_ID</c>, and over OTLP to
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. If neither is set, the host writes the worker's log lines itself.
    /// </summary>
    /// <returns>Whether anything is exported.</returns>
    public static bool AddWorkerTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var component = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"];
        var isOtlp = configuration.IsOtlpEnabled();
        if (component is not { Length: > 0 } && !isOtlp)
            return false;

        // No instrumentation of HttpClient: the path of a gateway's request may contain a secret.
        var telemetry = services.AddOpenTelemetry().UseFunctionsWorkerDefaults().AddRelay();
        if (isOtlp)
            telemetry.UseOtlpExporter();
        if (component is { Length: > 0 })
        {
            telemetry.UseAzureMonitorExporter(exporter =>
            {
                exporter.ConnectionString = component;
                if (configuration["AZURE_CLIENT_ID"] is { Length: > 0 } identity)
                {
                    exporter.Credential = new ManagedIdentityCredential(
                        ManagedIdentityId.FromUserAssignedClientId(identity));
                }
            });
        }

        return true;
    }
}
