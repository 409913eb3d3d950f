using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace RelayFunctions.Telemetry;

/// <summary>What every host that exports telemetry adds.</summary>
public static class TelemetryExtensions
{
    /// <summary>Exports the app's own meter and activity source.</summary>
    public static IOpenTelemetryBuilder AddRelay(this IOpenTelemetryBuilder telemetry) => telemetry
        .WithMetrics(metrics => metrics.AddMeter(RelayTelemetry.Name))
        .WithTracing(tracing => tracing.AddSource(RelayTelemetry.Name));
}
