using System.Diagnostics.Tracing;

namespace RelayServer.Telemetry;

/// <summary>
/// Logs failures of the OTLP exporter, which reports them only to its event source. If the collector is down, each
/// export of metrics, traces and logs fails, so a line is written at most every ten minutes.
/// </summary>
internal sealed partial class CollectorFailures(ILogger<CollectorFailures> logger, TimeProvider time)
    : EventListener, IHostedService
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private long? _loggedAt;

    /// <summary>Does nothing: it listens from its construction to its disposal.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does nothing: the last export comes after the stop.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter)
            EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The events of a failed export have its endpoint first and the exception last.
        if (eventData.Payload is not [var endpoint, .., string exception] || !IsDue())
            return;

        LogNotSent($"{endpoint}", exception.Split('\n', 2)[0].Trim());
    }

    private bool IsDue()
    {
        lock (_lock)
        {
            if (_loggedAt is { } at && time.GetElapsedTime(at) < Interval)
                return false;

            _loggedAt = time.GetTimestamp();
            return true;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Telemetry can't be sent to {Endpoint}, and is lost until it can be: {Reason}")]
    private partial void LogNotSent(string endpoint, string reason);
}
