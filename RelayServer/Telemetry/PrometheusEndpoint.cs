using OpenTelemetry.Metrics;

namespace RelayServer.Telemetry;

/// <summary>Runs the exporter's middleware as the response of a function.</summary>
internal sealed class PrometheusEndpoint : IResult
{
    private readonly RequestDelegate _scrape;

    /// <summary>Called by dependency injection.</summary>
    public PrometheusEndpoint(IServiceProvider services, MeterProvider metrics)
    {
        var app = new ApplicationBuilder(services);
        app.UseOpenTelemetryPrometheusScrapingEndpoint(
            metrics, predicate: _ => true, path: null, configureBranchedPipeline: null, optionsName: null);
        _scrape = app.Build();
    }

    public Task ExecuteAsync(HttpContext httpContext) => _scrape(httpContext);
}
