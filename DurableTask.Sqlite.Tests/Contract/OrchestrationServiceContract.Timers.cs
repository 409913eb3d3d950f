using DurableTask.Core;
using DurableTask.Core.History;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Fact]
    public async Task Timer_Due_FiresNotEarly()
    {
        var state = await RunAsync("Sleep", "1500");

        Assert.Equal(OrchestrationStatus.Completed, state.OrchestrationStatus);
        Assert.True(
            state.CompletedTime - state.CreatedTime >= TimeSpan.FromMilliseconds(1500) - Hub.MaxEarliness);
    }

    [Fact]
    public async Task Timer_LosesToAnEventAndIsCancelled_InstanceEndsAtOnce()
    {
        var id = await StartAsync("TimerOrEvent", "3600000");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await RaiseAsync(id, "go", "event");
        var state = await WaitForEndAsync(id);

        Assert.Equal(Json("event"), state.Output);
        Assert.True(state.CompletedTime - state.CreatedTime < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Timer_WinsOverAnEvent_InstanceEnds() =>
        Assert.Equal(Json("timer"), (await RunAsync("TimerOrEvent", "500")).Output);

    [Theory]
    [InlineData("0")]
    [InlineData("-60000")]
    public async Task Timer_DueAlready_FiresAtOnce(string milliseconds) =>
        Assert.Equal(Json("on time"), (await RunAsync("Sleep", milliseconds)).Output);

    [Fact]
    public async Task ScheduledStart_Later_IsPendingUntilThen()
    {
        var id = NewId("Echo");
        var startAt = Hub.Now.AddSeconds(2);
        await CreateScheduledAsync(id, startAt);
        await Hub.SettleAsync();
        var pending = await GetAsync(id);
        Assert.Equal(OrchestrationStatus.Pending, pending.OrchestrationStatus);
        Assert.Equal(startAt, pending.ScheduledStartTime!.Value, TimeSpan.FromMilliseconds(1));

        var state = await WaitForEndAsync(id);
        Assert.Equal(OrchestrationStatus.Completed, state.OrchestrationStatus);
        Assert.True(state.CompletedTime >= startAt - Hub.MaxEarliness);
    }

    [Fact]
    public async Task ScheduledStart_InThePast_RunsAtOnce()
    {
        var id = NewId("Echo");
        await CreateScheduledAsync(id, Hub.Now.AddMinutes(-1));

        Assert.Equal(OrchestrationStatus.Completed, (await WaitForEndAsync(id)).OrchestrationStatus);
    }

    [Fact]
    public async Task ScheduledStart_TerminatedBefore_EndsWithTheReason()
    {
        var id = NewId("Echo");
        await CreateScheduledAsync(id, Hub.Now.AddHours(1));
        await Hub.ServiceClient.ForceTerminateTaskOrchestrationAsync(id, "enough");
        var state = await WaitForEndAsync(id);

        Assert.Equal(OrchestrationStatus.Terminated, state.OrchestrationStatus);
        Assert.Equal("enough", state.Output);
    }

    private Task CreateScheduledAsync(string id, DateTime startAt)
    {
        var instance = new OrchestrationInstance { InstanceId = id, ExecutionId = Guid.NewGuid().ToString("N") };
        return Hub.ServiceClient.CreateTaskOrchestrationAsync(new TaskMessage
        {
            OrchestrationInstance = instance,
            Event = new ExecutionStartedEvent(-1, Json("x"))
            {
                Name = "Echo",
                Version = "",
                OrchestrationInstance = instance,
                ScheduledStartTime = startAt,
            },
        });
    }
}
