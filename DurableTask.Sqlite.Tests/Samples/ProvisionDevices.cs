using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>Sub-orchestrations fanned out: each device is provisioned by a sub-orchestration.</summary>
internal sealed class ProvisionDevices : TaskOrchestration<string[], string[]>
{
    public override async Task<string[]> RunTask(OrchestrationContext context, string[] input) =>
        await Task.WhenAll(input.Select(device => context.CreateSubOrchestrationInstance<string>(
            typeof(ProvisionDevice), $"{context.OrchestrationInstance.InstanceId}-{device}", device)));
}
