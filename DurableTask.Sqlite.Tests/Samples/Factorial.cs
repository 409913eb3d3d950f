using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>Recursion: a sub-orchestration of itself for the next lower number.</summary>
internal sealed class Factorial : TaskOrchestration<long, long>
{
    public override async Task<long> RunTask(OrchestrationContext context, long input)
    {
        if (input < 2)
            return 1;

        var lower = await context.CreateSubOrchestrationInstance<long>(typeof(Factorial), input - 1);
        return await context.ScheduleTask<long>("Multiply", "", new[] { input, lower });
    }
}
