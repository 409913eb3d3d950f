using EmbeddedFunctions;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RelayFunctions.Telemetry;
using RelayServer.Faults;

namespace RelayServer.Telemetry;

/// <summary>Metrics at <c>/metrics</c>, and metrics, traces and logs over OTLP if an endpoint is set.</summary>
internal static class ServerTelemetry
{
    private const string PrometheusSetting = "Telemetry:Prometheus";

    public static void AddTelemetry(this EmbeddedFunctionsApplicationBuilder builder, List<string> faults)
    {
        var (isOtlp, isPrometheus) = (false, false);
        faults.TryRun(() => isOtlp = builder.Configuration.IsOtlpEnabled());
        faults.TryRun(() => isPrometheus = IsPrometheusEnabled(builder.Configuration));
        if (!isOtlp && !isPrometheus)
            return;

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(builder.SetServiceName)
            .WithMetrics(metrics => metrics
                .AddRelay()
                .AddMeter("DurableTask.Sqlite", "Microsoft.AspNetCore.Hosting", "System.Runtime"));
        if (isPrometheus)
        {
            telemetry.WithMetrics(metrics => metrics.AddPrometheusExporter());
            builder.Services.AddSingleton<PrometheusEndpoint>();
            builder.AddFunctions(typeof(GetMetrics));
        }

        if (isOtlp)
            builder.AddOtlp(telemetry);
    }

    private static bool IsPrometheusEnabled(ConfigurationManager configuration) =>
        configuration[PrometheusSetting] is not { Length: > 0 } text
        || (bool.TryParse(text, out var isEnabled)
            ? isEnabled
            : throw new OptionsValidationException(
                PrometheusSetting,
                typeof(ServerTelemetry),
                ["setting Telemetry__Prometheus: must be true or false"]));

    // The path of a request contains ids, its query may contain a key.
    private static void AddOtlp(this EmbeddedFunctionsApplicationBuilder builder, OpenTelemetryBuilder telemetry)
    {
        telemetry
            .WithTracing(tracing => tracing
                .AddSource(RelayTelemetry.Name, "DurableTask.Core")
                .AddAspNetCoreInstrumentation(http =>
                {
                    http.Filter = context => !GetMetrics.IsAt(context.Request.Path);
                    http.EnrichWithHttpRequest = (span, _) => span.SetTag("url.query", null);
                }))
            .WithLogging(
                configureBuilder: null, logs => (logs.IncludeScopes, logs.IncludeFormattedMessage) = (true, true))
            .UseOtlpExporter();
        builder.Services.AddHostedService<CollectorFailures>();
        builder.UseMessageScopes();
    }

    private static void SetServiceName(this EmbeddedFunctionsApplicationBuilder builder, ResourceBuilder resource)
    {
        if (builder.Configuration["OTEL_SERVICE_NAME"] is not { Length: > 0 })
            resource.AddService("relay");
    }
}
