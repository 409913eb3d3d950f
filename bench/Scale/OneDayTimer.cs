using DurableTask.Core;

namespace Bench.Scale;

/// <summary>An orchestration that waits on a durable timer, then ends.</summary>
internal sealed class OneDayTimer : TaskOrchestration<string, string>
{
    public override Task<string> RunTask(OrchestrationContext context, string input) =>
        context.CreateTimer(context.CurrentUtcDateTime.AddDays(1), input);
}
