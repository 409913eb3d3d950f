using Microsoft.Azure.Functions.Worker;

namespace RelayServer.Telemetry;

/// <summary>
/// The metrics that Prometheus scrapes. They require a key if the API does; without keys, only this machine can call.
/// </summary>
internal sealed class GetMetrics(PrometheusEndpoint endpoint)
{
    private const string Route = "metrics";

    /// <summary><c>GET /metrics</c>.</summary>
    [Function(nameof(GetMetrics))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request) =>
        endpoint;

    /// <summary>Whether a path is that of this function, under any route prefix.</summary>
    public static bool IsAt(PathString path) =>
        path.Value?.TrimEnd('/').EndsWith($"/{Route}", StringComparison.OrdinalIgnoreCase) == true;
}
