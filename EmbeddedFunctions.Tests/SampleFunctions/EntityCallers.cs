using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public static class EntityCallers
{
    [Function(nameof(Counts))]
    public static async Task<int> Counts([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.Entities.CallEntityAsync<int>(new EntityInstanceId("Counter", "one"), "Get");

    [Function(nameof(CallsOrchestratorOfId))]
    public static async Task<string> CallsOrchestratorOfId([OrchestrationTrigger] TaskOrchestrationContext context, string id) =>
        await context.CallSubOrchestratorAsync<string>(nameof(Orchestrators.Version), new SubOrchestrationOptions { InstanceId = id });

    [Function(nameof(SendsEventTo))]
    public static Task SendsEventTo([OrchestrationTrigger] TaskOrchestrationContext context, string id)
    {
        context.SendEvent(id, "approval", "yes");
        return Task.CompletedTask;
    }
}
