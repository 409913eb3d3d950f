using System.Net.Mime;
using System.Text.Json;
using EmbeddedFunctions.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace EmbeddedFunctions.Management;

/// <summary>Responds to requests about an instance, as the Durable extension does.</summary>
internal static class InstanceRequests
{
    private const string RetryAfterSeconds = "5";

    public static Task<IResult> GetAsync(
        HttpRequest request, DurableTaskClient client, OrchestrationMetadata instance)
    {
        var isLive = !instance.IsCompleted;
        if (isLive)
        {
            request.HttpContext.Response.Headers.Location = request.GetEncodedUrl();
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        var isError = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed
            && IsTrue(request, "returnInternalServerErrorOnFailure", otherwise: false);
        return Task.FromResult(Results.Json(
            InstanceStatus.Of(instance, IsTrue(request, "showInput", otherwise: true)),
            JsonSerializerOptions.Web,
            statusCode: isLive ? StatusCodes.Status202Accepted
                : isError ? StatusCodes.Status500InternalServerError
                : StatusCodes.Status200OK));
    }

    public static async Task<IResult> PurgeAsync(
        HttpRequest request, DurableTaskClient client, OrchestrationMetadata instance)
    {
        if (!instance.IsCompleted)
        {
            return Results.Problem(
                $"The instance is {instance.RuntimeStatus}: only one that has ended can be purged.",
                statusCode: StatusCodes.Status412PreconditionFailed);
        }

        var result = await client.PurgeInstanceAsync(instance.InstanceId, request.HttpContext.RequestAborted);
        return Results.Json(new { InstancesDeleted = result.PurgedInstanceCount }, JsonSerializerOptions.Web);
    }

    public static async Task<IResult> RaiseEventAsync(
        HttpRequest request, DurableTaskClient client, OrchestrationMetadata instance)
    {
        if (instance.IsCompleted)
            return Results.StatusCode(StatusCodes.Status410Gone);

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase))
        {
            return Results.Problem(
                "Only application/json is supported.", statusCode: StatusCodes.Status400BadRequest);
        }

        using var reader = new StreamReader(request.Body);
        var json = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        var options = request.HttpContext.RequestServices.GetRequiredService<IOptions<DurableTaskClientOptions>>();
        if (!TryRead(json, options.Value.DataConverter, out var payload))
        {
            return Results.Problem(
                "The body is not JSON, or can't be an event.", statusCode: StatusCodes.Status400BadRequest);
        }

        return await SendAsync(client, instance, () => client.RaiseEventAsync(
            instance.InstanceId,
            RouteText.EventName(request),
            payload,
            request.HttpContext.RequestAborted));
    }

    public static Task<IResult> TerminateAsync(
        HttpRequest request, DurableTaskClient client, OrchestrationMetadata instance) => SendAsync(
            client, instance, () => client.TerminateInstanceAsync(
                instance.InstanceId, Reason(request), request.HttpContext.RequestAborted));

    public static Task<IResult> SuspendAsync(
        HttpRequest request, DurableTaskClient client, OrchestrationMetadata instance) => SendAsync(
            client, instance, () => client.SuspendInstanceAsync(
                instance.InstanceId, Reason(request), request.HttpContext.RequestAborted));

    public static Task<IResult> ResumeAsync(
        HttpRequest request, DurableTaskClient client, OrchestrationMetadata instance) => SendAsync(
            client, instance, () => client.ResumeInstanceAsync(
                instance.InstanceId, Reason(request), request.HttpContext.RequestAborted));

    /// <summary>Reads a truth value of the query.</summary>
    public static bool IsTrue(HttpRequest request, string name, bool otherwise) =>
        bool.TryParse(request.Query[name], out var value) ? value : otherwise;

    private static async Task<IResult> SendAsync(
        DurableTaskClient client, OrchestrationMetadata instance, Func<Task> send)
    {
        if (instance.IsCompleted)
            return Results.StatusCode(StatusCodes.Status410Gone);

        try
        {
            await send();
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It may have ended, or have been purged, since it was looked up.
            var latest = await client.GetInstanceAsync(instance.InstanceId);
            if (latest is null)
                return Results.NotFound();

            if (latest.IsCompleted)
                return Results.StatusCode(StatusCodes.Status410Gone);

            throw;
        }
    }

    private static string? Reason(HttpRequest request) => request.Query["reason"];

    /// <summary>Reads an event by the app's serializer, by which the client then writes it.</summary>
    private static bool TryRead(string json, DataConverter converter, out object? payload)
    {
        try
        {
            JsonDocument.Parse(json).Dispose();
            payload = converter.Deserialize<object>(json);

            // Not every text that can be read can be written, such as half of a surrogate pair.
            converter.Serialize(payload);
            return true;
        }
        catch (Exception e) when (!HostFault.IsIn(e))
        {
            payload = null;
            return false;
        }
    }
}
