using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Sample;

/// <summary>An isolated Functions app's functions: nothing in here knows which host runs them.</summary>
public static class Reminders
{
    /// <summary>Starts a reminder and responds with its id.</summary>
    [Function("Remind")]
    public static async Task<IResult> RemindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "remind")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        var id = await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(WaitAndRemind), request.Query["text"].ToString(), request.HttpContext.RequestAborted);
        return Results.Text(id);
    }

    /// <summary>Responds with the state of a reminder.</summary>
    [Function("GetReminder")]
    public static async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reminders/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        var instance = await client.GetInstanceAsync(
            id, getInputsAndOutputs: true, request.HttpContext.RequestAborted);
        return instance is null ? Results.NotFound() : Results.Text($"{instance.RuntimeStatus} {instance.SerializedOutput}");
    }

    /// <summary>Waits for a second on a durable timer, which survives a restart, then writes the reminder.</summary>
    [Function(nameof(WaitAndRemind))]
    public static async Task<string> WaitAndRemind([OrchestrationTrigger] TaskOrchestrationContext context, string text)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
        return await context.CallActivityAsync<string>(nameof(Write), text);
    }

    /// <summary>Writes a reminder to the console.</summary>
    [Function(nameof(Write))]
    public static string Write([ActivityTrigger] string text)
    {
        Console.WriteLine($"Reminder: {text}");
        return $"reminded of {text}";
    }
}
