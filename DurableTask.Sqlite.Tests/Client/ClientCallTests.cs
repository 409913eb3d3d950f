using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Client;

/// <summary>Invalid client calls throw <see cref="ArgumentException"/> immediately.</summary>
public sealed class ClientCallTests
{
    private static readonly OrchestrationInstance Instance = new() { InstanceId = "one", ExecutionId = "first" };

    [Fact]
    public async Task SendBatch_WithAnInvalidMessage_SendsNothing()
    {
        await using var hub = new TestHub();
        await hub.Service.CreateAsync("one");
        var good = new TaskMessage { OrchestrationInstance = Instance, Event = new EventRaisedEvent(-1, "x") { Name = "go" } };
        var withoutEvent = new TaskMessage { OrchestrationInstance = Instance };

        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => hub.Service.SendTaskOrchestrationMessageBatchAsync(good, withoutEvent));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => hub.Service.SendTaskOrchestrationMessageBatchAsync(good, null!));
        Assert.Single((await hub.Service.TakeAsync())!.NewMessages);
    }

    // The dispatcher uses the message's instance id. A blank id would make it throw forever; a different id would run
    // the wrong instance.
    [Theory]
    [InlineData("two")]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Create_MessageAndEventNameDifferentInstances_IsRejected(string? id)
    {
        await using var hub = new TestHub();
        var message = new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = id, ExecutionId = "first" },
            Event = new ExecutionStartedEvent(-1, "") { Name = "Any", OrchestrationInstance = Instance },
        };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => hub.Service.CreateTaskOrchestrationAsync(message));
        Assert.Null(await hub.StateAsync("one"));
    }
}
