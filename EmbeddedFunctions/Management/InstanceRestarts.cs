using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Management;

/// <summary>Responds to requests that run an instance once more, as the Durable extension does.</summary>
internal static class InstanceRestarts
{
    private const string RetryAfterSeconds = "10";

    /// <summary>Starts the instance again with its input, under a new id unless the caller wants the same.</summary>
    public static async Task<IResult> RestartAsync(
        HttpRequest request, DurableTaskClient client, OrchestrationMetadata instance)
    {
        var isNewId = InstanceRequests.IsTrue(request, "restartWithNewInstanceId", otherwise: true);
        if (!isNewId && !instance.IsCompleted)
        {
            return Results.Problem(
                $"The instance is {instance.RuntimeStatus}: only one that has ended can be restarted under its own id.",
                statusCode: StatusCodes.Status409Conflict);
        }

        var id = await client.RestartAsync(instance.InstanceId, isNewId, request.HttpContext.RequestAborted);
        var links = InstanceLinks.Of(id, request);
        request.HttpContext.Response.Headers.Location = links.StatusQueryGetUri;
        request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Results.Json(links, JsonSerializerOptions.Web, statusCode: StatusCodes.Status202Accepted);
    }

    public static Task<IResult> RewindAsync(
        HttpRequest request, DurableTaskClient client, OrchestrationMetadata instance) => Task.FromResult(
            Results.Problem(
                "Rewinding is not supported here: restart the instance.",
                statusCode: StatusCodes.Status501NotImplemented));
}
