using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RelayFunctions.Overviews;

namespace RelayFunctions.Functions;

/// <summary>
/// Returns the current state: messages by status, in total and by gateway, and the gateways that are closed.
/// </summary>
public sealed class GetOverview(OverviewReader reader)
{
    /// <summary><c>GET /overview</c>; at most a few seconds old.</summary>
    [Function(nameof(GetOverview))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "overview")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var snapshot = await reader.ReadAsync(client, request.HttpContext.RequestAborted);
        return Results.Json(snapshot.Overview, OverviewJson.Default.Overview);
    }
}
