using DurableTask.Core;

namespace Bench.Provider;

/// <summary>Returns its input: the bench measures the store, not the work.</summary>
internal sealed class Echo : TaskActivity<string, string>
{
    protected override string Execute(TaskContext context, string input) => input;
}

/// <summary>The smallest orchestration that has a result to record: one activity.</summary>
internal sealed class OneActivity : TaskOrchestration<string, string>
{
    public override Task<string> RunTask(OrchestrationContext context, string input) =>
        context.ScheduleTask<string>(typeof(Echo), input);
}

/// <summary>The scenario that Microsoft publishes for its Durable Task Scheduler: five activities in sequence.</summary>
internal sealed class FiveActivities : TaskOrchestration<string, string>
{
    public override async Task<string> RunTask(OrchestrationContext context, string input)
    {
        for (var i = 0; i < 5; i++)
            await context.ScheduleTask<string>(typeof(Echo), input);
        return input;
    }
}
