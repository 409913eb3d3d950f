using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>Eternal: does its work, waits for an hour, and continues as new with an empty history.</summary>
internal sealed class CleanUpHourly : TaskOrchestration<string, int>
{
    private int _round;

    public override async Task<string> RunTask(OrchestrationContext context, int input)
    {
        _round = input;
        await context.ScheduleTask<bool>("CleanUp", "", input);
        await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), true);
        context.ContinueAsNew(input + 1);
        return "";
    }

    public override string OnGetStatus() => $"round {_round}";
}
