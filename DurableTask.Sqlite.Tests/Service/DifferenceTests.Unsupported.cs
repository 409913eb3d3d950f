using DurableTask.Core;
using DurableTask.Core.Entities;
using DurableTask.Core.History;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Service;

/// <content>Operations that are not supported here and fail with a clear error.</content>
public sealed partial class DifferenceTests
{
    [Fact]
    public async Task Rewind_IsNotSupported()
    {
        await using var hub = Waiter();

        await Assert.ThrowsAsync<NotSupportedException>(() => hub.Service.SendTaskOrchestrationMessageAsync(
            new TaskMessage
            {
                OrchestrationInstance = new OrchestrationInstance { InstanceId = "one" },
                Event = new ExecutionRewoundEvent(-1),
            }));
    }

    [Fact]
    public async Task Entities_OfAWorker_AreRejected()
    {
        await using var hub = new TestHub();
        using var worker = new TaskHubWorker(hub.Service);

        Assert.Throws<NotSupportedException>(() => worker.AddTaskEntities(Array.Empty<Type>()));
    }

    [Fact]
    public async Task Entity_CalledByAnOrchestration_FailsIt()
    {
        await using var hub = await new TestHub().Orchestration("Signal", (context, _, _) =>
        {
            var (instance, entity) = (context.OrchestrationInstance, new OrchestrationInstance { InstanceId = "@counter@one" });
            new OrchestrationEntityContext(instance.InstanceId, instance.ExecutionId, context)
                .EmitRequestMessage(entity, "add", oneWay: true, Guid.Empty, null, "1");
            return Task.FromResult("");
        }).StartAsync();
        await hub.StartAsync("Signal", "one");
        await hub.IdleAsync();

        var state = await hub.StateAsync("one");
        Assert.Equal(OrchestrationStatus.Failed, state!.OrchestrationStatus);
        Assert.Contains("entities are not supported", state.Output, StringComparison.Ordinal);
    }
}
