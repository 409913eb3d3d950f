using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Client;

/// <summary>A message without a receiving instance is dropped and logged.</summary>
public sealed class DroppedMessageTests
{
    [Fact]
    public async Task Event_ForAnUnknownInstance_IsLogged()
    {
        await using var hub = new TestHub();
        await hub.Service.SendTaskOrchestrationMessageAsync(Event("nobody"));

        Assert.Equal(
            ["The event 'go' for the instance nobody was dropped: the instance is unknown or has ended."], hub.Logs.Messages);
    }

    [Fact]
    public async Task Event_ForAnEndedInstance_IsLogged()
    {
        await using var hub = new TestHub().Orchestration("Echo", (_, _, input) => Task.FromResult(input));
        await hub.StartAsync();
        await hub.StartAsync("Echo", "one", "x");
        await hub.IdleAsync();
        await hub.Service.SendTaskOrchestrationMessageAsync(Event("one"));
        await hub.Service.ForceTerminateTaskOrchestrationAsync("one", "enough");

        Assert.Contains(hub.Logs.Messages, line => line.Contains("'go' for the instance one was dropped", StringComparison.Ordinal));
        Assert.Contains(hub.Logs.Messages, line => line.Contains("(ExecutionTerminated) for the instance one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Event_OfAnOrchestrator_ForAnUnknownInstance_IsLogged()
    {
        await using var hub = new TestHub().Orchestration("Tell", (context, _, input) =>
        {
            context.SendEvent(new OrchestrationInstance { InstanceId = input }, "go", "now");
            return Task.FromResult(input);
        });
        await hub.StartAsync();
        await hub.StartAsync("Tell", "one", "nobody");
        await hub.IdleAsync();

        Assert.Contains(hub.Logs.Messages, line => line.Contains("'go' for the instance nobody", StringComparison.Ordinal));
    }

    private static TaskMessage Event(string instance) => new()
    {
        OrchestrationInstance = new OrchestrationInstance { InstanceId = instance },
        Event = new EventRaisedEvent(-1, "\"now\"") { Name = "go" },
    };
}
