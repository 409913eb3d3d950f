using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Functions that meet a fault of the host once, each at a different point, and then work.</summary>
public sealed class FaultyFunctions(CallRecorder recorder)
{
    [Function(nameof(CallFaulty))]
    public static Task<string> CallFaulty([OrchestrationTrigger] TaskOrchestrationContext context, string fault) =>
        context.CallActivityAsync<string>(nameof(FaultyOnce), fault);

    [Function(nameof(FaultyOnce))]
    public string FaultyOnce([ActivityTrigger] string fault)
    {
        ThrowOnce(recorder, fault, nameof(FaultyOnce));
        return "done";
    }

    [Function(nameof(FaultyAtFirst))]
    public Task<string> FaultyAtFirst([OrchestrationTrigger] TaskOrchestrationContext context, string fault)
    {
        ThrowOnce(recorder, fault, nameof(FaultyAtFirst));
        return context.CallActivityAsync<string>(nameof(Calm));
    }

    /// <summary>Fails in a replay, before it schedules what its history contains.</summary>
    [Function(nameof(FaultyAtReplay))]
    public async Task<string> FaultyAtReplay([OrchestrationTrigger] TaskOrchestrationContext context, string fault)
    {
        if (context.IsReplaying)
            ThrowOnce(recorder, fault, nameof(FaultyAtReplay));

        await context.CallActivityAsync<string>(nameof(Calm));
        return await context.CallActivityAsync<string>(nameof(Calm));
    }

    [Function(nameof(FaultyAtEnd))]
    public async Task<string> FaultyAtEnd([OrchestrationTrigger] TaskOrchestrationContext context, string fault)
    {
        var result = await context.CallActivityAsync<string>(nameof(Calm));
        ThrowOnce(recorder, fault, nameof(FaultyAtEnd));
        return result;
    }

    /// <summary>Treats a failed call as the activity's failure, and takes another branch.</summary>
    [Function(nameof(Swallowing))]
    public static async Task<string> Swallowing([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return (await context.CallActivityAsync<Parcel>(nameof(Deliver), new Parcel("in"))).Content;
        }
        catch (Exception)
        {
            return "compensated";
        }
    }

    [Function(nameof(CallOversized))]
    public static Task<int> CallOversized([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(nameof(Oversized));

    /// <summary>Makes an array that no machine can hold.</summary>
    [Function(nameof(Oversized))]
    public int Oversized([ActivityTrigger] string? input)
    {
        recorder.Lines.Enqueue(nameof(Oversized));
        return new int[int.MaxValue].Length;
    }

    [Function(nameof(IsOversized))]
    public int IsOversized([OrchestrationTrigger] TaskOrchestrationContext context) => Oversized(null);

    [Function(nameof(Calm))]
    public static string Calm([ActivityTrigger] FunctionContext context) => "done";

    [Function(nameof(Deliver))]
    public Parcel Deliver([ActivityTrigger] Parcel parcel)
    {
        recorder.Lines.Enqueue("delivered");
        return new Parcel("out");
    }

    [Function(nameof(WaitsForShutdown))]
    public static Task<string> WaitsForShutdown([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>(nameof(Cancelled));

    /// <summary>Runs until its gate is opened or the host stops.</summary>
    [Function(nameof(Cancelled))]
    public async Task<string> Cancelled([ActivityTrigger] string? input, CancellationToken shutdown)
    {
        recorder.Gate("entered").TrySetResult();
        await recorder.Gate("open").Task.WaitAsync(shutdown);
        return "done";
    }

    private static void ThrowOnce(CallRecorder recorder, string fault, string place)
    {
        if (recorder.Count(place) == 1)
        {
#pragma warning disable CA2201 // Thrown in the runtime's place.
            throw fault switch
            {
                "memory" => new OutOfMemoryException(),
                "insufficient" => new InsufficientMemoryException(),
                "caused" => new InvalidOperationException("The body can't be read.", new OutOfMemoryException()),
                "aggregate" => new AggregateException(new FormatException(), new IOException("", new OutOfMemoryException())),
                _ => throw new ArgumentException(fault, nameof(fault)),
            };
#pragma warning restore CA2201
        }
    }
}
