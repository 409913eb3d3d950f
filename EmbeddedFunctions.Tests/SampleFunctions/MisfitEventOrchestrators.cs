using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Orchestrators that wait for a number, most of them beside another open task.</summary>
public sealed class MisfitEventOrchestrators(CallRecorder recorder)
{
    [Function(nameof(WaitsInTime))]
    public static async Task<int> WaitsInTime([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus("waits");
        try
        {
            return await context.WaitForExternalEvent<int>("number", TimeSpan.FromHours(1));
        }
        catch (TaskCanceledException)
        {
            return 0;
        }
    }

    [Function(nameof(WaitsInALoop))]
    public static async Task<int> WaitsInALoop([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = context.WaitForExternalEvent<int>("number");
        while (await Task.WhenAny(number, context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None)) != number)
            context.SetCustomStatus("still waits");

        return await number;
    }

    [Function(nameof(WaitsBesideAChild))]
    public static async Task<int> WaitsBesideAChild([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = context.WaitForExternalEvent<int>("number");
        await context.CallSubOrchestratorAsync<string>(nameof(Orchestrators.Approval));
        return await number;
    }

    /// <summary>Waits in its second generation.</summary>
    [Function(nameof(WaitsAnew))]
    public static async Task<int> WaitsAnew([OrchestrationTrigger] TaskOrchestrationContext context, int generation)
    {
        if (generation > 0)
            return await WaitsInTime(context);

        context.ContinueAsNew(generation + 1);
        return 0;
    }

    /// <summary>Begins anew at another event, while it waits.</summary>
    [Function(nameof(WaitsUntilItGoes))]
    public static async Task<int> WaitsUntilItGoes([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = context.WaitForExternalEvent<int>("number");
        if (await Task.WhenAny(number, context.WaitForExternalEvent<string>("go")) == number)
            return await number;

        context.ContinueAsNew();
        return 0;
    }

    /// <summary>Fails once by a fault of the host, while it waits.</summary>
    [Function(nameof(WaitsWithoutMemory))]
    public async Task<int> WaitsWithoutMemory([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = context.WaitForExternalEvent<int>("number");
        if (context.IsReplaying && recorder.Count(nameof(WaitsWithoutMemory)) == 1)
#pragma warning disable CA2201 // Thrown in the runtime's place.
            throw new OutOfMemoryException();
#pragma warning restore CA2201

        return await number;
    }

    [Function(nameof(WaitsBesideWork))]
    public static async Task<int> WaitsBesideWork([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = context.WaitForExternalEvent<int>("number");
        await context.CallActivityAsync<string>(nameof(Activities.Gated), "first");
        await context.CallActivityAsync<string>(nameof(Activities.Gated), "second");
        return await number;
    }

    [Function(nameof(CallsWaiting))]
    public static async Task<string> CallsWaiting([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            var options = new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child");
            await context.CallSubOrchestratorAsync<int>(nameof(WaitsInTime), null, options);
            return "no failure";
        }
        catch (TaskFailedException e)
        {
            return e.FailureDetails.ErrorType;
        }
    }

    [Function(nameof(WaitsForParcel))]
    public static async Task<string> WaitsForParcel([OrchestrationTrigger] TaskOrchestrationContext context) =>
        (await context.WaitForExternalEvent<Parcel>("parcel")).ToString();
}
