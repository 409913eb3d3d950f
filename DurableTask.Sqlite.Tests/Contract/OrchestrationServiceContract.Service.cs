using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Fact]
    public async Task Service_Recreated_IsEmpty()
    {
        var service = Hub.NewService();
        await service.CreateIfNotExistsAsync();
        var client = new TaskHubClient((IOrchestrationServiceClient)service);
        var instance = await client.CreateOrchestrationInstanceAsync("Collect", "", NewId("Collect"), "1");
        await service.CreateAsync(recreateInstanceStore: false);
        await service.CreateAsync(recreateInstanceStore: true);

        Assert.Null(await client.GetOrchestrationStateAsync(instance.InstanceId));
    }

    [Fact]
    public void Service_Limits_AreThoseOfTheContract()
    {
        Assert.Equal(BehaviorOnContinueAsNew.Carryover, Hub.Service.EventBehaviourForContinueAsNew);
        Assert.Equal(1, Hub.Service.TaskOrchestrationDispatcherCount);
        Assert.Equal(1, Hub.Service.TaskActivityDispatcherCount);
        Assert.InRange(Hub.Service.MaxConcurrentTaskOrchestrationWorkItems, 1, int.MaxValue);
        Assert.InRange(Hub.Service.MaxConcurrentTaskActivityWorkItems, 1, int.MaxValue);
        Assert.False(Hub.Service.IsMaxMessageCountExceeded(1_000, new OrchestrationRuntimeState()));
    }
}
