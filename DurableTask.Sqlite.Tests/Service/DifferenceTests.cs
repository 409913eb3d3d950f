using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Service;

/// <summary>Where this provider differs from the one of Azure Storage: each is named in the README.</summary>
public sealed partial class DifferenceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_NoDedupeStatuses_RejectsARunningInstance(bool isRunning)
    {
        await using var hub = Waiter();
        if (isRunning)
            await hub.StartAsync();
        await hub.StartAsync("Wait", "one", "first");
        if (isRunning)
            await hub.IdleAsync();

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.StartAsync("Wait", "one", "second"));
        Assert.Equal("\"first\"", (await hub.StateAsync("one"))!.Input);
    }

    [Fact]
    public async Task Create_NoDedupeStatuses_ReplacesAnEndedOne()
    {
        await using var hub = await Waiter().StartAsync();
        await hub.StartAsync("Echo", "one", "first");
        Assert.Equal("first", await hub.OutputAsync("one"));
        await hub.StartAsync("Echo", "one", "second");

        Assert.Equal("second", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Create_EmptyDedupeStatuses_ReplacesOneUnderWayAndItsMessages()
    {
        await using var hub = await Waiter().StartAsync();
        await hub.StartAsync("Wait", "one", "first");
        await hub.IdleAsync();
        await hub.Client.CreateOrchestrationInstanceAsync("Wait", "", "one", "second", null, []);
        await hub.IdleAsync();
        await hub.RaiseAsync("one", "go", "x");

        Assert.Equal("second x", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Purge_OneUnderWay_LeavesIt()
    {
        await using var hub = await Waiter().StartAsync();
        await hub.StartAsync("Wait", "one", "first");
        await hub.IdleAsync();

        Assert.Equal(0, (await hub.Service.PurgeInstanceStateAsync("one")).DeletedInstanceCount);
        Assert.Equal(0, (await hub.Service.PurgeInstanceStateAsync(new PurgeInstanceFilter(
            DateTime.MinValue, null, [OrchestrationStatus.Running]))).DeletedInstanceCount);
        await hub.RaiseAsync("one", "go", "x");
        Assert.Equal("first x", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task SubOrchestration_IdUnderWay_FailsInTheParent()
    {
        await using var hub = await Waiter().StartAsync();
        await hub.StartAsync("Wait", "one", "first");
        await hub.StartAsync("Parent", "two", "one");
        await hub.IdleAsync();

        var state = await hub.StateAsync("two");
        Assert.Equal(OrchestrationStatus.Failed, state!.OrchestrationStatus);
        Assert.Contains("'one' is under way already", state.Output, StringComparison.Ordinal);
        Assert.Equal(OrchestrationStatus.Running, (await hub.StateAsync("one"))!.OrchestrationStatus);
    }

    [Fact]
    public async Task State_OfAFailure_HasItsDetails()
    {
        await using var hub = await Waiter().StartAsync();
        await hub.StartAsync("Throw", "one", "x");
        await hub.IdleAsync();

        Assert.Equal("thrown: x", (await hub.StateAsync("one"))!.FailureDetails.ErrorMessage);
    }

    [Fact]
    public async Task Query_WithoutInputsAndOutputs_HasNoOutputsEither()
    {
        await using var hub = await Waiter().StartAsync();
        await hub.StartAsync("Echo", "one", "x");
        await hub.IdleAsync();
        var page = await hub.Service.GetOrchestrationWithQueryAsync(
            new OrchestrationQuery { FetchInputsAndOutputs = false }, TestContext.Current.CancellationToken);

        Assert.Null(Assert.Single(page.OrchestrationState).Output);
    }

    [Fact]
    public async Task Messages_InABatch_AreReceivedInOrder()
    {
        await using var hub = await Waiter().StartAsync();
        await hub.StartAsync("Three", "one");
        await hub.Service.SendTaskOrchestrationMessageBatchAsync([.. "abc".Select(letter => new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "one" },
            Event = new EventRaisedEvent(-1, $"\"{letter}\"") { Name = "go" },
        })]);

        Assert.Equal("abc", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Event_ForAScheduledInstance_IsReceivedAfterItsStart()
    {
        await using var hub = await Waiter().StartAsync();
        await hub.Client.CreateScheduledOrchestrationInstanceAsync(
            "Wait", "", "one", "started", hub.Clock.GetUtcNow().UtcDateTime.AddHours(1));
        await hub.RaiseAsync("one", "go", "early");
        await hub.IdleAsync();
        Assert.Equal(OrchestrationStatus.Pending, (await hub.StateAsync("one"))!.OrchestrationStatus);

        hub.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("started early", await hub.OutputAsync("one"));
    }

    [Fact]
    public async Task Id_WithANoncharacter_IsKept()
    {
        await using var hub = await Waiter().StartAsync();
        await hub.StartAsync("Echo", "a\uffff", "x");

        Assert.Equal("x", await hub.OutputAsync("a\uffff"));
    }

    [Theory]
    [InlineData("nul\0nul")]
    [InlineData("tab\tnew\nline\u0001\u007f\u0085")]
    public async Task Purge_IdWithControlCharacters_DeletesIt(string id)
    {
        await using var hub = await Waiter().StartAsync();
        await hub.StartAsync("Echo", id);
        await hub.IdleAsync();

        Assert.Equal(1, (await hub.Service.PurgeInstanceStateAsync(id)).DeletedInstanceCount);
        Assert.Null(await hub.StateAsync(id));
    }

    [Fact]
    public async Task Id_HalfASurrogatePair_IsRejected()
    {
        await using var hub = Waiter();

        await Assert.ThrowsAsync<ArgumentException>(() => hub.StartAsync("Echo", "a\ud83d"));
    }

    private static TestHub Waiter() => new TestHub()
        .Orchestration("Echo", (_, _, input) => Task.FromResult(input))
        .Orchestration("Throw", (_, _, input) => throw new InvalidOperationException("thrown: " + input))
        .Orchestration("Parent", (context, _, input) => context.CreateSubOrchestrationInstance<string>(
            "Wait", "", input, "from the parent"))
        .Orchestration("Three", async (_, events, _) =>
            await events.WaitAsync("go") + await events.WaitAsync("go") + await events.WaitAsync("go"))
        .Orchestration("Wait", async (_, events, input) => $"{input} {await events.WaitAsync("go")}");
}
