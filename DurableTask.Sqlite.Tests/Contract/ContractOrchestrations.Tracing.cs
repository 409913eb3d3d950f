using System.Diagnostics;
using DurableTask.Core;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Contract;

/// <content>Orchestrations whose traces are checked.</content>
internal static partial class ContractOrchestrations
{
    private static void RegisterTracing(TaskHubWorker worker)
    {
        worker.Activity("TraceId", _ => Task.FromResult(Activity.Current?.TraceId.ToString() ?? "none"));
        worker.Orchestration("Traced", Traced);
        worker.Orchestration("TracedChild", (context, _, _) => context.ScheduleTask<string>("TraceId", "", ""));
    }

    private static async Task<string> Traced(OrchestrationContext context, Events events, string input)
    {
        await context.CreateTimer(context.CurrentUtcDateTime.AddMilliseconds(100), "");
        return await context.CreateSubOrchestrationInstance<string>("TracedChild", "", "");
    }
}
