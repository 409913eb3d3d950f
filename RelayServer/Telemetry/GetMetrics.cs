using Microsoft.Azure.Functions.Worker;

namespace RelayServer.Telemetry;

/// <summary>
/// What Prometheus scrapes. It takes a key where the API takes one: without keys only this machine can ask.
/// </summary>
internal sealed class GetMetrics(PrometheusEndpoint endpoint)
{
    public const string Path = "/metrics";

    /// <summary><c>GET /metrics</c>.</summary>
    [Function(nameof(GetMetrics))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "metrics")] HttpRequest request) =>
        endpoint;
}
