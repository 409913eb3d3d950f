using DurableTask.Core;

namespace DurableTask.Sqlite.Sample;

/// <summary>Boils water, waits on a durable timer, and serves.</summary>
internal sealed class Brew : TaskOrchestration<string, string>
{
    /// <inheritdoc/>
    public override async Task<string> RunTask(OrchestrationContext context, string input)
    {
        await context.ScheduleTask<string>(typeof(Boil), input);
        await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(1), "");
        return await context.ScheduleTask<string>(typeof(Serve), input);
    }
}
