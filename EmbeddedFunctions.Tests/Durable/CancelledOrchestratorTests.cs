using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>
/// What ends an orchestrator outside its own code ends it as Failed, as on the Functions host. The framework's
/// dispatcher alone would repeat the episode forever.
/// </summary>
public sealed class CancelledOrchestratorTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() =>
        _app = await DurableApp.StartAsync(null, typeof(CancelledOrchestrators));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Orchestrator_ThatWaitsInVain_FailsAsCancelled()
    {
        var instance = await _app.RunAsync(nameof(CancelledOrchestrators.WaitsInVain));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal("System.Threading.Tasks.TaskCanceledException", instance.FailureDetails!.ErrorType);
        Assert.Equal(DurableApp.Start.AddHours(1), instance.LastUpdatedAt);
    }

    [Fact]
    public async Task Orchestrator_ThatThrowsACancellation_FailsWithIt()
    {
        var instance = await _app.RunAsync(nameof(CancelledOrchestrators.IsCancelledAtOnce));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal("given up", instance.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public async Task SubOrchestrator_ThatIsCancelled_FailsItsCall()
    {
        var instance = await _app.RunAsync(nameof(CancelledOrchestrators.CallsCancelled));

        Assert.Equal("System.Threading.Tasks.TaskCanceledException", instance.ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("seven", "System.Text.Json.JsonException")]
    [InlineData(null, "System.NullReferenceException")]
    public async Task Event_OfAnotherType_FailsTheOrchestrator(string? payload, string error)
    {
        await _app.StartWaitingAsync("one", nameof(CancelledOrchestrators.WaitsForNumber));
        await _app.Client.RaiseEventAsync("one", "number", payload, _app.Timeout);
        var instance = await _app.SettleAsync("one");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal(error, instance.FailureDetails!.ErrorType);
    }
}
