using Microsoft.Azure.Functions.Worker;

namespace RelayServer.Telemetry;

/// <summary>
/// The metrics that Prometheus scrapes. They require a key if the API does; without keys, only this machine can call.
/// </summary>
internal sealed class GetMetrics(PrometheusEndpoint endpoint)
{
    public const string Path = "/metrics";

    /// <summary><c>GET /metrics</c>.</summary>
    [Function(nameof(GetMetrics))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "metrics")] HttpRequest request) =>
        endpoint;
}
