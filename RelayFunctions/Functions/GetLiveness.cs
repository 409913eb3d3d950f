using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RelayFunctions.Health;

namespace RelayFunctions.Functions;

/// <summary>Shows that the process runs: the liveness probe of a supervisor that restarts it.</summary>
public static class GetLiveness
{
    /// <summary><c>GET</c> or <c>HEAD /health/live</c>, without a key.</summary>
    [Function(nameof(GetLiveness))]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/live")] HttpRequest request) =>
        Results.Json(new HealthStatus("live"), HealthJson.Default.HealthStatus);
}
