using System.Globalization;
using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Fact]
    public async Task Create_CallersId_CompletesUnderIt()
    {
        var before = Hub.Now;
        var id = await StartAsync("Echo", "hello");
        var state = await WaitForEndAsync(id);

        Assert.Equal(id, state.OrchestrationInstance.InstanceId);
        Assert.Equal("Echo", state.Name);
        Assert.Equal(OrchestrationStatus.Completed, state.OrchestrationStatus);
        Assert.Equal(Json("hello"), state.Input);
        Assert.Equal(Json("hello"), state.Output);
        Assert.Null(state.FailureDetails);
        Assert.InRange(state.CreatedTime, before, Hub.Now);
        Assert.InRange(state.LastUpdatedTime, state.CreatedTime, Hub.Now);
        Assert.InRange(state.CompletedTime, state.CreatedTime, Hub.Now);
    }

    [Fact]
    public async Task Activities_InSequence_EachReceivesThePreviousResult() =>
        Assert.Equal(Json("abababababababab"), (await RunAsync("Chain", "ab")).Output);

    [Fact]
    public async Task Activities_FannedOut_AllResultsInOrder()
    {
        var expected = string.Join(',', Enumerable.Range(0, 40));
        Assert.Equal(Json(expected), (await RunAsync("FanOut", "40")).Output);
    }

    [Fact]
    public async Task Activity_Fails_OrchestrationFailsWithItsMessage()
    {
        var state = await RunAsync("Refused", "x");

        Assert.Equal(OrchestrationStatus.Failed, state.OrchestrationStatus);
        Assert.Contains("refused: x", state.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_FailsAndIsCaught_OrchestrationCompletes() =>
        Assert.Equal(Json("caught refused: x"), (await RunAsync("Caught", "x")).Output);

    [Fact]
    public async Task Orchestrator_Throws_Failed()
    {
        var state = await RunAsync("Throw", "x");

        Assert.Equal(OrchestrationStatus.Failed, state.OrchestrationStatus);
        Assert.Equal($"{typeof(InvalidOperationException)}: thrown: x", state.Output);
    }

    [Fact]
    public async Task SubOrchestration_Completes_ParentReceivesItsResult()
    {
        var id = await StartAsync("Parent", "Who");

        Assert.Equal(Json($"child: {id}-child"), (await WaitForEndAsync(id)).Output);
        Assert.Equal(OrchestrationStatus.Completed, (await GetAsync(id + "-child")).OrchestrationStatus);
    }

    [Fact]
    public async Task SubOrchestration_Fails_ParentReceivesItsFailure()
    {
        var id = await StartAsync("Parent", "Throw");

        Assert.Equal(Json($"child failed: thrown: {id}-child"), (await WaitForEndAsync(id)).Output);
        Assert.Equal(OrchestrationStatus.Failed, (await GetAsync(id + "-child")).OrchestrationStatus);
    }

    [Fact]
    public async Task ContinueAsNew_EventsCarriedOver_LastExecutionEnds()
    {
        var id = await StartAsync("Count", "");
        var first = await WaitForStatusAsync(id, OrchestrationStatus.Running);
        foreach (var item in "abcd")
            await RaiseAsync(id, "item", item.ToString(CultureInfo.InvariantCulture));
        var state = await WaitForEndAsync(id);

        Assert.Equal(Json("abcd"), state.Output);
        Assert.Equal(Json("abc"), state.Input);
        Assert.NotEqual(first.OrchestrationInstance.ExecutionId, state.OrchestrationInstance.ExecutionId);
        Assert.Single(await Hub.ServiceClient.GetOrchestrationStateAsync(id, allExecutions: true));
    }

    [Fact]
    public async Task Wait_ForTheFirstExecution_ReturnsTheLastExecutionsState()
    {
        var id = NewId("Count");
        var first = await Hub.Client.CreateOrchestrationInstanceAsync("Count", "", id, "ab");
        await WaitForStatusAsync(id, OrchestrationStatus.Running);
        await RaiseAsync(id, "item", "c");
        await RaiseAsync(id, "item", "d");
        await WaitForEndAsync(id);

        var state = await Hub.Client.WaitForOrchestrationAsync(
            first, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(Json("abcd"), state.Output);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public async Task InputAndOutput_OfAnySize_AreReturnedUnchanged(int length)
    {
        var text = new string('x', length);
        var state = await RunAsync("Chain", text);

        Assert.Equal(length * 8 + 2, state.Output.Length);
        Assert.Equal(Json(text), state.Input);
    }
}
