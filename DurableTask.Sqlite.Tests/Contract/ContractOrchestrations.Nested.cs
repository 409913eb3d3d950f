using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Contract;

/// <content>Orchestrations of orchestrations.</content>
internal static partial class ContractOrchestrations
{
    private static readonly ConcurrentDictionary<string, int> Attempts = [];

    private static void RegisterNested(TaskHubWorker worker)
    {
        worker.Activity("FailTwice", FailTwice);
        worker.Orchestration("Shaky", (context, _, input) => context.ScheduleTask<string>("FailTwice", "", input));
        worker.Orchestration("Family", Family);
        worker.Orchestration("Grandparent", (context, _, input) =>
            context.CreateSubOrchestrationInstance<string>("Strict", "", input));
        worker.Orchestration("Strict", (context, _, input) =>
            context.CreateSubOrchestrationInstance<string>(input, "", input));
        worker.Orchestration("RetriedChild", (context, _, input) =>
            context.CreateSubOrchestrationInstanceWithRetry<string>("Shaky", "", Soon(3), input));
        worker.Orchestration("RetriedChildOfOneId", (context, _, input) =>
            context.CreateSubOrchestrationInstanceWithRetry<string>("Shaky", "", input, Soon(3), input));
        worker.Orchestration("RetriedActivity", RetriedActivity);
        worker.Orchestration("Unlock", Unlock);
        worker.Orchestration("Countdown", Countdown);
        worker.Orchestration("ParentOfCountdown", (context, _, input) =>
            context.CreateSubOrchestrationInstance<string>("Countdown", "", input));
    }

    // Attempts are counted by the input, which is unique to a test.
    private static Task<string> FailTwice(string input)
    {
        var attempt = Attempts.AddOrUpdate(input, 1, (_, before) => before + 1);
        return attempt > 2
            ? Task.FromResult("attempt " + Text(attempt))
            : throw new InvalidOperationException("attempt " + Text(attempt));
    }

    private static async Task<string> Family(OrchestrationContext context, Events events, string input)
    {
        var children = await Task.WhenAll(Enumerable.Range(0, Int(input))
            .Select(i => context.CreateSubOrchestrationInstance<string>("Chain", "", Text(i))));
        return string.Join(',', children);
    }

    // The input is the number of tries.
    private static async Task<string> RetriedActivity(OrchestrationContext context, Events events, string input)
    {
        try
        {
            return await context.ScheduleWithRetry<string>(
                "FailTwice", "", Soon(Int(input)), context.OrchestrationInstance.InstanceId);
        }
        catch (TaskFailedException exception)
        {
            return "gave up after " + exception.FailureDetails!.ErrorMessage;
        }
    }

    // The tag lets a parent end without its child.
    private static Task<string> Unlock(OrchestrationContext context, Events events, string input)
    {
        var child = context.OrchestrationInstance.InstanceId + "-child";
        _ = context.CreateSubOrchestrationInstance<string>(
            input, "", child, "1", new Dictionary<string, string> { [OrchestrationTags.FireAndForget] = "" });
        return Task.FromResult("gone");
    }

    private static Task<string> Countdown(OrchestrationContext context, Events events, string input)
    {
        if (Int(input) > 0)
            context.ContinueAsNew(Text(Int(input) - 1));
        return Task.FromResult("down to " + input);
    }

    private static RetryOptions Soon(int attempts) => new(TimeSpan.FromMilliseconds(100), attempts);
}
