using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace EmbeddedFunctions.Tests.SampleFunctions;

public static class EntityCallers
{
    [Function(nameof(Counts))]
    public static async Task<int> Counts([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.Entities.CallEntityAsync<int>(new EntityInstanceId("Counter", "one"), "Get");
}
