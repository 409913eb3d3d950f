using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Orchestrators that end by a cancellation, or by an event that they can't read.</summary>
public static class CancelledOrchestrators
{
    [Function(nameof(WaitsInVain))]
    public static Task<string> WaitsInVain([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<string>("never", TimeSpan.FromHours(1));

    [Function(nameof(IsCancelledAtOnce))]
    public static Task<string> IsCancelledAtOnce([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new OperationCanceledException("given up");

    [Function(nameof(CallsCancelled))]
    public static async Task<string> CallsCancelled([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<string>(nameof(WaitsInVain));
        }
        catch (TaskFailedException e)
        {
            return e.FailureDetails.ErrorType;
        }
    }

    [Function(nameof(WaitsForNumber))]
    public static Task<int> WaitsForNumber([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<int>("number");
}
