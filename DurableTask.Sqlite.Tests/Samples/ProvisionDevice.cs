using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>One device of <see cref="ProvisionDevices"/>.</summary>
internal sealed class ProvisionDevice : TaskOrchestration<string, string>
{
    public override async Task<string> RunTask(OrchestrationContext context, string input)
    {
        var key = await context.ScheduleTask<string>("CreateKey", "", input);
        var address = await context.ScheduleTask<string>("Install", "", key);
        return await context.ScheduleTask<string>("Connect", "", address);
    }
}
