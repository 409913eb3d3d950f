using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Orchestrators of the kinds that the official samples of Durable Functions show.</summary>
public static class SampleOrchestrators
{
    /// <summary>Chaining.</summary>
    [Function(nameof(HelloCities))]
    public static async Task<List<string>> HelloCities([OrchestrationTrigger] TaskOrchestrationContext context) =>
    [
        await context.CallActivityAsync<string>(nameof(SampleActivities.SayHello), "Tokyo"),
        await context.CallActivityAsync<string>(nameof(SampleActivities.SayHello), "Seattle"),
        await context.CallActivityAsync<string>(nameof(SampleActivities.SayHello), "London"),
    ];

    /// <summary>Fan-out and fan-in.</summary>
    [Function(nameof(BackUpFolder))]
    public static async Task<long> BackUpFolder([OrchestrationTrigger] TaskOrchestrationContext context, string folder)
    {
        var files = await context.CallActivityAsync<string[]>(nameof(SampleActivities.ListFiles), folder);
        var sizes = await Task.WhenAll(
            files.Select(file => context.CallActivityAsync<long>(nameof(SampleActivities.CopyFile), file)));
        return sizes.Sum();
    }

    /// <summary>Human interaction: three tries within 90 seconds to enter the code.</summary>
    [Function(nameof(VerifyPhone))]
    public static async Task<bool> VerifyPhone([OrchestrationTrigger] TaskOrchestrationContext context, string phone)
    {
        var code = await context.CallActivityAsync<int>(nameof(SampleActivities.SendCode), phone);
        using var cancellation = new CancellationTokenSource();
        var timeout = context.CreateTimer(TimeSpan.FromSeconds(90), cancellation.Token);
        for (var responses = 0; responses < 3; responses++)
        {
            var response = context.WaitForExternalEvent<int>("response");
            if (await Task.WhenAny(response, timeout) == timeout)
                return false;
            if (await response != code)
                continue;
            cancellation.Cancel();
            return true;
        }

        cancellation.Cancel();
        return false;
    }

    /// <summary>Monitor: every minute, for an hour.</summary>
    [Function(nameof(MonitorJob))]
    public static async Task<string> MonitorJob([OrchestrationTrigger] TaskOrchestrationContext context, int rounds)
    {
        var end = context.CurrentUtcDateTime.AddHours(1);
        while (context.CurrentUtcDateTime < end)
        {
            if (await context.CallActivityAsync<bool>(nameof(SampleActivities.HasEnded), rounds))
                return "ended";
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
        }

        return "given up";
    }

    /// <summary>Eternal.</summary>
    [Function(nameof(CleanUpHourly))]
    public static async Task CleanUpHourly([OrchestrationTrigger] TaskOrchestrationContext context, int round)
    {
        context.SetCustomStatus(round);
        await context.CallActivityAsync(nameof(SampleActivities.CleanUp), round);
        await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        context.ContinueAsNew(round + 1);
    }

    /// <summary>Sub-orchestrations fanned out.</summary>
    [Function(nameof(BackUpFolders))]
    public static async Task<long[]> BackUpFolders(
        [OrchestrationTrigger] TaskOrchestrationContext context, string[] folders) => await Task.WhenAll(
            folders.Select(folder => context.CallSubOrchestratorAsync<long>(nameof(BackUpFolder), folder)));
}
