using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask.Http;
using Microsoft.DurableTask;
using Microsoft.Extensions.Primitives;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Orchestrators that send HTTP requests, and the functions that respond to them.</summary>
public sealed class HttpCallers(CallRecorder recorder)
{
    /// <summary>Sends a POST request, and returns what came back.</summary>
    [Function(nameof(CallEcho))]
    public static async Task<string> CallEcho([OrchestrationTrigger] TaskOrchestrationContext context, Uri server)
    {
        var response = await context.CallHttpAsync(new DurableHttpRequest(HttpMethod.Post, new Uri(server, "echo"))
        {
            Content = "tea",
            Headers = new Dictionary<string, StringValues> { ["Content-Type"] = "text/css", ["X-Color"] = "red" },
        });
        return $"{(int)response.StatusCode} {response.Content} {response.Headers?.ContainsKey("Date")}";
    }

    /// <summary>Starts a job, and polls it where its response says.</summary>
    [Function(nameof(CallJob))]
    public static async Task<string> CallJob([OrchestrationTrigger] TaskOrchestrationContext context, Uri server)
    {
        var response = await context.CallHttpAsync(new DurableHttpRequest(HttpMethod.Get, new Uri(server, "job"))
        {
            AsynchronousPatternEnabled = true,
        });
        return $"{response.Content} at {context.CurrentUtcDateTime:HH:mm:ss}";
    }

    /// <summary>Asks for what is missing, in different ways.</summary>
    [Function(nameof(CallMissing))]
    public static async Task<string> CallMissing([OrchestrationTrigger] TaskOrchestrationContext context, MissingCall call)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            var response = await context.CallHttpAsync(new DurableHttpRequest(HttpMethod.Get, call.Address)
            {
                HttpRetryOptions = call.IsRetried ? new HttpRetryOptions() : null,
                Timeout = call.Timeout,
                TokenSource = call.HasToken ? new ManagedIdentityTokenSource("https://graph.microsoft.com") : null,
            });
            return $"{(int)response.StatusCode}";
        }
        catch (TaskFailedException e)
        {
            return $"{e.FailureDetails.ErrorType} {e.FailureDetails.ErrorMessage}";
        }
    }

    /// <summary>Two requests have to wait for the third.</summary>
    [Function(nameof(Job))]
    public IResult Job([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "job")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (recorder.Count("job") == 3)
            return Results.Text("done");

        request.HttpContext.Response.Headers.RetryAfter = "30";
        return Results.Accepted($"{request.Scheme}://{request.Host}/job");
    }

    /// <summary>Never responds.</summary>
    [Function(nameof(Lost))]
    public static Task Lost([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "lost")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, request.HttpContext.RequestAborted);
    }

    public sealed record MissingCall(Uri Address, bool IsRetried = false, TimeSpan? Timeout = null, bool HasToken = false);
}
