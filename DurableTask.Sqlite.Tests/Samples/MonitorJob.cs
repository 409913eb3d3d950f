using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>Monitor: polls the status of a job every minute, until it has ended or an hour has passed.</summary>
internal sealed class MonitorJob : TaskOrchestration<string, string>
{
    public override async Task<string> RunTask(OrchestrationContext context, string input)
    {
        var end = context.CurrentUtcDateTime.AddHours(1);
        while (context.CurrentUtcDateTime < end)
        {
            if (await context.ScheduleTask<bool>("HasEnded", "", input))
                return await context.ScheduleTask<string>("Report", "", input);
            await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(1), true);
        }

        return "given up";
    }
}
