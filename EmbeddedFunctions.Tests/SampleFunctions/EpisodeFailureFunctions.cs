using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>Functions that fail where the framework does not expect it: outside the orchestrator's own task.</summary>
public sealed class EpisodeFailureFunctions(EpisodeFailureFunctions.Service service)
{
    [Function(nameof(SetsAnInfiniteStatus))]
    public static string SetsAnInfiniteStatus([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { Progress = double.PositiveInfinity });
        return "done";
    }

    [Function(nameof(SetsAStatusThatThrows))]
    public static async Task SetsAStatusThatThrows([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new Thrower());
        await context.WaitForExternalEvent<string>("never");
    }

    [Function(nameof(ThrowsAfterABadStatus))]
    public static void ThrowsAfterABadStatus([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(double.NaN);
        throw new InvalidDataException("its own");
    }

    [Function(nameof(HoldsAServiceThatCannotBeDisposed))]
    public string HoldsAServiceThatCannotBeDisposed([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        service.IsBroken = true;
        return context.InstanceId;
    }

    [Function(nameof(HoldsAServiceThatFailsUnreadably))]
    public string HoldsAServiceThatFailsUnreadably([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        service.IsUnreadable = true;
        return context.InstanceId;
    }

    [Function(nameof(ThrowsAnUnreadableException))]
    public static void ThrowsAnUnreadableException([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new UnreadableException();

    [Function(nameof(CallsAThrower))]
    public static Task CallsAThrower([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync(nameof(ThrowsUnreadably));

    [Function(nameof(ThrowsUnreadably))]
    public static void ThrowsUnreadably([ActivityTrigger] string? input) => throw new UnreadableException();

    [Function(nameof(CallsNothing))]
    public static Task CallsNothing([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync("");

    /// <summary>A service of one episode.</summary>
    public sealed class Service : IDisposable
    {
        /// <summary>Whether it throws when it is disposed.</summary>
        public bool IsBroken { get; set; }

        /// <summary>Whether it then throws an exception whose message can't be read.</summary>
        public bool IsUnreadable { get; set; }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (IsUnreadable)
                throw new UnreadableException();
            if (IsBroken)
                throw new InvalidOperationException("can't be disposed");
        }
    }

    private sealed class Thrower(string? progress = null)
    {
        public string Progress => progress ?? throw new InvalidOperationException("has no progress");
    }

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new InvalidOperationException("has no message");
    }
}
