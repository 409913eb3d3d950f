using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace RelayFunctions.Telemetry;

/// <summary>What every host that exports telemetry adds.</summary>
public static class TelemetryExtensions
{
    /// <summary>Exports the app's own meter and activity source.</summary>
    public static IOpenTelemetryBuilder AddRelay(this IOpenTelemetryBuilder telemetry) => telemetry
        .WithMetrics(metrics => metrics.AddRelay())
        .WithTracing(tracing => tracing.AddSource(RelayTelemetry.Name));

    /// <summary>Exports the app's own meter, with room for the attempts of 2,000 gateways.</summary>
    public static MeterProviderBuilder AddRelay(this MeterProviderBuilder metrics) => metrics
        .AddMeter(RelayTelemetry.Name)
        .AddView(
            MessageMetrics.AttemptsName,
            new MetricStreamConfiguration { CardinalityLimit = MessageMetrics.MaxAttemptSeries });
}
