namespace DurableTask.Sqlite.Tests.Contract;

public abstract partial class OrchestrationServiceContract
{
    [Fact]
    public async Task Failure_WithACauseAndProperties_ReachesTheOrchestratorWhole() => Assert.Equal(
        Json($"{typeof(InvalidOperationException)}: no money 10 EUR < {typeof(ArgumentException)}: too much"),
        (await RunAsync("Explain", "EUR")).Output);

    [Fact]
    public async Task Activity_FailsAndIsRetried_OrchestrationReceivesTheLastAttemptsResult() =>
        Assert.Equal(Json("attempt 3"), (await RunAsync("RetriedActivity", "3")).Output);

    [Fact]
    public async Task Activity_FailsEachTime_OrchestrationReceivesTheLastFailure() =>
        Assert.Equal(Json("gave up after attempt 2"), (await RunAsync("RetriedActivity", "2")).Output);
}
