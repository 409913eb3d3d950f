using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public static partial class Orchestrators
{
    [Function(nameof(TwoPauses))]
    public static async Task<List<DateTime>> TwoPauses([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var times = new List<DateTime> { context.CurrentUtcDateTime };
        for (var i = 0; i < 2; i++)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(60), CancellationToken.None);
            times.Add(context.CurrentUtcDateTime);
        }

        return times;
    }

    [Function(nameof(PackAll))]
    public static async Task<string[]> PackAll([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
    {
        var first = await context.CallActivityAsync<string>(nameof(Activities.Pack), order);
        var second = await context.CallActivityAsync<string>(nameof(Activities.WhoCalls), order);
        var third = await context.CallActivityAsync<string>(nameof(Activities.NoInput));
        return [first, second, third, context.GetInput<Order>()!.Name];
    }

    [Function(nameof(Retrying))]
    public static Task<int> Retrying([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(
            nameof(Activities.Flaky),
            context.InstanceId,
            TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(60))));

    [Function(nameof(Catching))]
    public static async Task<string> Catching([OrchestrationTrigger] TaskOrchestrationContext context, string activity)
    {
        try
        {
            return await context.CallActivityAsync<string>(activity, "the reason");
        }
        catch (TaskFailedException e)
        {
            var details = e.FailureDetails;
            return $"{details.ErrorType}|{details.ErrorMessage}|{details.InnerFailure?.ErrorType}|"
                + details.IsCausedBy<ArgumentException>();
        }
    }

    [Function(nameof(Failing))]
    public static async Task<string> Failing([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync<string>(nameof(Activities.Fails), "the reason");

    [Function(nameof(Parent))]
    public static Task<string> Parent([OrchestrationTrigger] TaskOrchestrationContext context, int number) =>
        context.CallSubOrchestratorAsync<string>(nameof(Child), number + 1);

    [Function(nameof(Child))]
    public static Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context, int number) =>
        Task.FromResult($"{number} of {context.Parent?.Name} {context.Parent?.InstanceId}");

    [Function(nameof(ParentOfWaiting))]
    public static Task<string> ParentOfWaiting([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string>(
            nameof(Approval), null, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child"));

    [Function(nameof(Approval))]
    public static async Task<string> Approval([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { waitsFor = "approval" });
        return await context.WaitForExternalEvent<string>("approval");
    }

    [Function(nameof(Counting))]
    public static async Task<int> Counting([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        if (count < 3)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            context.ContinueAsNew(count + 1);
        }

        return count;
    }

    [Function(nameof(Version))]
    public static Task<string> Version([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.FromResult(context.Version);

    [Function(nameof(VersionOfChild))]
    public static Task<string> VersionOfChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string>(
            nameof(Version), null, new SubOrchestrationOptions { Version = new TaskVersion("4.0") });

    [Function(nameof(Crowding))]
    public static Task Crowding([OrchestrationTrigger] TaskOrchestrationContext context) => Task.WhenAll(
        Enumerable.Range(0, 40).Select(n => context.CallActivityAsync(nameof(Activities.Crowd), n)));

    [Function(nameof(Gating))]
    public static Task<string> Gating([OrchestrationTrigger] TaskOrchestrationContext context, string gate) =>
        context.CallActivityAsync<string>(nameof(Activities.Gated), gate);

    [Function(nameof(Logging))]
    public static async Task Logging([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var logger = context.CreateReplaySafeLogger("Orchestrators");
        Before(logger);
        await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
        After(logger);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "before the pause")]
    private static partial void Before(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "after the pause")]
    private static partial void After(ILogger logger);
}
