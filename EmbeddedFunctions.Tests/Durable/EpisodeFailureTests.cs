using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>
/// An exception outside the orchestrator's own task fails the instance, as on the Functions host: the framework would
/// repeat the episode for ever.
/// </summary>
public sealed class EpisodeFailureTests
{
    [Theory]
    [InlineData(nameof(EpisodeFailureFunctions.SetsAnInfiniteStatus), "System.ArgumentException")]
    [InlineData(nameof(EpisodeFailureFunctions.SetsAStatusThatThrows), "System.InvalidOperationException")]
    [InlineData(nameof(EpisodeFailureFunctions.ThrowsAfterABadStatus), "System.ArgumentException")]
    [InlineData(nameof(EpisodeFailureFunctions.HoldsAServiceThatCannotBeDisposed), "System.InvalidOperationException")]
    [InlineData(nameof(EpisodeFailureFunctions.HoldsAServiceThatFailsUnreadably), "System.InvalidOperationException")]
    [InlineData(nameof(EpisodeFailureFunctions.ThrowsAnUnreadableException), "System.InvalidOperationException")]
    [InlineData(nameof(EpisodeFailureFunctions.CallsAThrower), "Microsoft.DurableTask.TaskFailedException")]
    [InlineData(nameof(EpisodeFailureFunctions.CallsNothing), "System.ArgumentNullException")]
    public async Task Orchestrator_ExceptionOutsideItsTask_FailsItOnce(string orchestrator, string error)
    {
        await using var app = await DurableApp.StartAsync(
            builder => builder.Services.AddScoped<EpisodeFailureFunctions.Service>(), typeof(EpisodeFailureFunctions));

        var instance = await app.RunAsync(orchestrator);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal(error, instance.FailureDetails!.ErrorType);
        Assert.Single(app.App.Log.All, line => line.Contains($"Orchestrator '{orchestrator}' of instance", StringComparison.Ordinal));
    }
}
