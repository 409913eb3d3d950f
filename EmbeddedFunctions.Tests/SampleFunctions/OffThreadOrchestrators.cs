using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Orchestrators that do what they must not, and what no analyzer reports.</summary>
public static class OffThreadOrchestrators
{
    [Function(nameof(ConfiguresAwait))]
    public static async Task<string> ConfiguresAwait([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(nameof(Activities.NoInput)).ConfigureAwait(false);
        return await context.CallActivityAsync<string>(nameof(Activities.NoInput));
    }

    [Function(nameof(CancelsAsynchronously))]
    public static async Task<string> CancelsAsynchronously([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var pause = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromHours(1), pause.Token);
        await Task.WhenAny(timer, context.WaitForExternalEvent<object>("cancel"));
        await pause.CancelAsync();
        return "ended";
    }
}
