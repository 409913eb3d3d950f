using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Health;

namespace RelayFunctions.Functions;

/// <summary>Readiness probe: reports whether this instance can accept messages.</summary>
public sealed class GetReadiness(Readiness readiness)
{
    /// <summary><c>GET</c> or <c>HEAD /health/ready</c>, without a key: 200, or 503 without details.</summary>
    [Function(nameof(GetReadiness))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/ready")] HttpRequest request,
        [DurableClient] DurableTaskClient client) => await readiness.IsReadyAsync(client)
            ? Results.Json(new HealthStatus("ready"), HealthJson.Default.HealthStatus)
            : Results.Json(
                new HealthStatus("not ready"),
                HealthJson.Default.HealthStatus,
                statusCode: StatusCodes.Status503ServiceUnavailable);
}
