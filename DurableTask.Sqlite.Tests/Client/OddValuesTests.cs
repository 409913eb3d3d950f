using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Client;

public sealed class OddValuesTests
{
    // No InlineData: an attribute's text is UTF-8, which has no half of a surrogate pair.
    [Fact]
    public async Task SubOrchestration_InvalidId_FailsInItsParent() =>
        Assert.Contains("id must", await ErrorOfChildAsync("Child", "\ud800"), StringComparison.Ordinal);

    [Fact]
    public async Task SubOrchestration_NoName_FailsInItsParent() =>
        Assert.Contains("name", await ErrorOfChildAsync("", "child"), StringComparison.Ordinal);

    [Fact]
    public async Task Create_NoName_IsRejected()
    {
        await using var hub = new TestHub();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => hub.StartAsync("", "one"));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\t\n")]
    public async Task Create_BlankId_IsRejected(string id)
    {
        await using var hub = new TestHub();
        var message = new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = id, ExecutionId = "first" },
            Event = new ExecutionStartedEvent(-1, "") { Name = "Any" },
        };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => hub.Service.CreateTaskOrchestrationAsync(message));
    }

    // Can fail only if the machine's time zone is not UTC.
    [Fact]
    public async Task Create_ScheduledTimeOfNoKind_CountsAsUtc()
    {
        await using var hub = new TestHub();
        var due = hub.Clock.GetUtcNow().AddDays(2);
        await hub.Service.CreateTaskOrchestrationAsync(new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "one", ExecutionId = "first" },
            Event = new ExecutionStartedEvent(-1, "") { Name = "Any", ScheduledStartTime = due.DateTime },
        });

        Assert.Equal(due, hub.Service.NextTimerDue);
    }

    // Not a case of the contract, since on Azure Storage it blocks the whole hub for ten seconds.
    [Fact]
    public async Task Terminate_UnknownInstance_ChangesNothing()
    {
        await using var hub = await new TestHub().StartAsync();
        await hub.Service.ForceTerminateTaskOrchestrationAsync("nobody", "enough");
        await hub.IdleAsync();

        Assert.Null(await hub.StateAsync("nobody"));
    }

    [Fact]
    public async Task Terminate_EmptyReason_IsAnEmptyOutput()
    {
        await using var hub = new TestHub();
        await hub.StartAsync("Any", "one");
        await hub.Service.ForceTerminateTaskOrchestrationAsync("one", "");
        await hub.StartAsync();
        await hub.IdleAsync();

        Assert.Equal("", (await hub.StateAsync("one"))!.Output);
        await hub.ReopenAsync();
        Assert.Equal("", (await hub.StateAsync("one"))!.Output);
        Assert.Equal(OrchestrationStatus.Terminated, (await hub.StateAsync("one"))!.OrchestrationStatus);
    }

    private static async Task<string?> ErrorOfChildAsync(string name, string id)
    {
        await using var hub = await new TestHub()
            .Orchestration("Parent", async (context, _, _) =>
            {
                try
                {
                    return await context.CreateSubOrchestrationInstance<string>(name, "", id, "");
                }
                catch (SubOrchestrationFailedException exception)
                {
                    return exception.FailureDetails!.ErrorMessage;
                }
            })
            .StartAsync();
        await hub.StartAsync("Parent", "one");
        return await hub.OutputAsync("one");
    }
}
