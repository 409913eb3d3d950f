using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>
/// A fault that the function did not cause is never recorded as its result: the work item runs again.
/// </summary>
public sealed class HostFaultTests
{
    [Theory]
    [InlineData(nameof(FaultyFunctions.CallFaulty), "memory")]
    [InlineData(nameof(FaultyFunctions.CallFaulty), "insufficient")]
    [InlineData(nameof(FaultyFunctions.CallFaulty), "caused")]
    [InlineData(nameof(FaultyFunctions.CallFaulty), "aggregate")]
    [InlineData(nameof(FaultyFunctions.FaultyAtFirst), "memory")]
    [InlineData(nameof(FaultyFunctions.FaultyAtFirst), "caused")]
    [InlineData(nameof(FaultyFunctions.FaultyAtReplay), "memory")]
    [InlineData(nameof(FaultyFunctions.FaultyAtReplay), "aggregate")]
    [InlineData(nameof(FaultyFunctions.FaultyAtEnd), "insufficient")]
    public async Task TooLittleMemory_InAFunction_LetsItRunAgain(string orchestrator, string fault)
    {
        await using var app = await DurableApp.StartAsync(null, typeof(FaultyFunctions));
        var instance = await app.StartAndRunOverPausesAsync(orchestrator, fault);

        Assert.Equal("done", instance.ReadOutputAs<string>());
        Assert.Single(app.App.Log.All, line => line.Contains("is abandoned and runs again", StringComparison.Ordinal));
        Assert.Single(app.App.Log.All, IsWarningOrError);
    }

    [Theory]
    [InlineData(nameof(FaultyFunctions.CallOversized))]
    [InlineData(nameof(FaultyFunctions.IsOversized))]
    public async Task TooLittleMemory_EachTime_EndsWithTheInstance(string orchestrator)
    {
        await using var app = await DurableApp.StartAsync(null, typeof(FaultyFunctions));
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, app.Timeout);
        await AdvanceUntilAsync(app, () => app.Recorder.Lines.Count >= 3);

        await app.Client.TerminateInstanceAsync(id, "enough", app.Timeout);
        var idle = app.WhenIdleAsync();
        await AdvanceUntilAsync(app, () => idle.IsCompleted);
        await idle;

        var instance = await app.SettleAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, instance.RuntimeStatus);
        Assert.Equal("enough", instance.ReadOutputAs<string>());
    }

    /// <summary>The activity's input is written and read, its output written, its input written at the replay, its output read.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    public async Task TooLittleMemory_InASerialisation_LetsItRunAgainThoughTheOrchestratorCatchesIt(int use, int deliveries)
    {
        await using var app = await DurableApp.StartAsync(
            builder => builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = new FaultySerializer(use)),
            typeof(FaultyFunctions));
        var instance = await app.StartAndRunOverPausesAsync(nameof(FaultyFunctions.Swallowing));

        Assert.Equal("out", instance.ReadOutputAs<string>());
        Assert.Equal(deliveries, app.Recorder.Lines.Count);
    }

    [Fact]
    public async Task Stop_ThatCancelsAnActivity_LetsItRunAgainAtTheNextStart()
    {
        await using var app = await DurableApp.StartAsync(null, typeof(FaultyFunctions));
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(FaultyFunctions.WaitsForShutdown), app.Timeout);
        await app.Recorder.Gate("entered").Task.WaitAsync(app.Timeout);
        await app.App.App.StopAsync(app.Timeout);

        Assert.EndsWith(
            "is abandoned and runs again: A task was canceled.",
            Assert.Single(app.App.Log.All, IsWarningOrError),
            StringComparison.Ordinal);
        await using var next = await app.RestartAsync(typeof(FaultyFunctions));
        next.Recorder.Gate("open").TrySetResult();
        var instance = await next.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, next.Timeout);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
        Assert.Equal("done", instance.ReadOutputAs<string>());
    }

    private static async Task AdvanceUntilAsync(DurableApp app, Func<bool> isReached)
    {
        while (!isReached())
        {
            app.Timeout.ThrowIfCancellationRequested();
            app.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static bool IsWarningOrError(string line) =>
        line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal);
}
