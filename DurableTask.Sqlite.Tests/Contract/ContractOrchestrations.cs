using System.Globalization;
using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Contract;

/// <summary>The orchestrations of the contract's cases. Inputs and outputs are text.</summary>
internal static partial class ContractOrchestrations
{
    public static void Register(TaskHubWorker worker)
    {
        RegisterNested(worker);
        RegisterFailures(worker);
        RegisterVersions(worker);
        RegisterLoad(worker);
        RegisterTracing(worker);
        worker.Activity("Say", Task.FromResult);
        worker.Activity("Double", text => Task.FromResult(text + text));
        worker.Activity("Refuse", text => throw new InvalidOperationException("refused: " + text));

        worker.Orchestration("Echo", (_, _, input) => Task.FromResult(input));
        worker.Orchestration("Chain", Chain);
        worker.Orchestration("FanOut", FanOut);
        worker.Orchestration("Refused", (context, _, input) => context.ScheduleTask<string>("Refuse", "", input));
        worker.Orchestration("Caught", Caught);
        worker.Orchestration("Throw", (_, _, input) => throw new InvalidOperationException("thrown: " + input));
        worker.Orchestration("Sleep", Sleep);
        worker.Orchestration("TimerOrEvent", TimerOrEvent);
        worker.Orchestration("Collect", Collect);
        worker.Orchestration("Status", Status);
        worker.Orchestration("Parent", Parent);
        worker.Orchestration("Count", Count);
        worker.Orchestration("Tell", Tell);
        worker.Orchestration("Waiting", (_, events, _) => events.WaitAsync("go"));
        worker.Orchestration("Who", (context, _, _) => Task.FromResult(context.OrchestrationInstance.InstanceId));
    }

    private static async Task<string> Chain(OrchestrationContext context, Events events, string input)
    {
        for (var i = 0; i < 3; i++)
            input = await context.ScheduleTask<string>("Double", "", input);
        return input;
    }

    private static async Task<string> FanOut(OrchestrationContext context, Events events, string input)
    {
        var parts = await Task.WhenAll(
            Enumerable.Range(0, Int(input)).Select(i => context.ScheduleTask<string>("Say", "", Text(i))));
        return string.Join(',', parts);
    }

    private static async Task<string> Caught(OrchestrationContext context, Events events, string input)
    {
        try
        {
            return await context.ScheduleTask<string>("Refuse", "", input);
        }
        catch (Core.Exceptions.TaskFailedException exception)
        {
            return "caught " + exception.FailureDetails!.ErrorMessage;
        }
    }

    private static async Task<string> Sleep(OrchestrationContext context, Events events, string input)
    {
        var due = context.CurrentUtcDateTime.AddMilliseconds(Int(input));
        await context.CreateTimer(due, "");
        return context.CurrentUtcDateTime >= due ? "on time" : "early";
    }

    private static async Task<string> TimerOrEvent(OrchestrationContext context, Events events, string input)
    {
        using var cancellation = new CancellationTokenSource();
        var due = context.CurrentUtcDateTime.AddMilliseconds(Int(input));
        var timer = context.CreateTimer(due, "timer", cancellation.Token);
        var @event = events.WaitAsync("go");
        var first = await Task.WhenAny(timer, @event);
        cancellation.Cancel();
        return await first;
    }

    private static async Task<string> Collect(OrchestrationContext context, Events events, string input)
    {
        var taken = new List<string>();
        while (taken.Count < Int(input))
            taken.Add(await events.WaitAsync("item"));
        return string.Join(',', taken);
    }

    private static async Task<string> Status(OrchestrationContext context, Events events, string input)
    {
        events.Status = "waiting";
        var value = await events.WaitAsync("go");
        events.Status = "done";
        return value;
    }

    private static async Task<string> Parent(OrchestrationContext context, Events events, string input)
    {
        var child = context.OrchestrationInstance.InstanceId + "-child";
        try
        {
            return "child: " + await context.CreateSubOrchestrationInstance<string>(input, "", child, child);
        }
        catch (Core.Exceptions.SubOrchestrationFailedException exception)
        {
            return "child failed: " + (exception.FailureDetails?.ErrorMessage ?? exception.Message);
        }
    }

    // Each execution takes one event and leaves the rest to the next.
    private static async Task<string> Count(OrchestrationContext context, Events events, string input)
    {
        var so = input + await events.WaitAsync("item");
        if (so.Length < 4)
            context.ContinueAsNew(so);
        return so;
    }

    private static Task<string> Tell(OrchestrationContext context, Events events, string input)
    {
        context.SendEvent(new OrchestrationInstance { InstanceId = input }, "item", "told");
        return Task.FromResult("");
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
