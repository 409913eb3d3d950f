using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Contract;

/// <content>Large numbers and sizes.</content>
internal static partial class ContractOrchestrations
{
    private static void RegisterLoad(TaskHubWorker worker)
    {
        worker.Orchestration("TakeOneEach", TakeOneEach);
        worker.Orchestration("Heavy", Heavy);
    }

    // The input is the number of events to take, and then those that it took.
    private static async Task<string> TakeOneEach(OrchestrationContext context, Events events, string input)
    {
        var taken = input.Split(':', 2);
        var all = taken.Length == 1 ? "" : taken[1] + ",";
        all += await events.WaitAsync("item");
        if (all.Split(',').Length < Int(taken[0]))
            context.ContinueAsNew($"{taken[0]}:{all}");
        return all;
    }

    // The input passes through an activity and must equal an event's payload.
    private static async Task<string> Heavy(OrchestrationContext context, Events events, string input)
    {
        var said = await context.ScheduleTask<string>("Say", "", input);
        return said == await events.WaitAsync("item") ? said : "another payload";
    }
}
