using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>The log lines of activities and orchestrators that fail.</summary>
public sealed class FailureLogTests
{
    [Fact]
    public async Task Exceptions_OfActivityAndOrchestrator_AreLoggedOnceWithTheirStackTraces()
    {
        await using var app = await DurableApp.StartAsync();
        var instance = await app.RunAsync(nameof(Orchestrators.Failing));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        var activity = Assert.Single(ErrorsOf(app, $"Activity 'Fails' of instance '{instance.InstanceId}' failed"));
        Assert.Contains("System.ArgumentException: the reason", activity, StringComparison.Ordinal);
        Assert.Contains("at EmbeddedFunctions.Tests.SampleFunctions.Activities.Fails(", activity, StringComparison.Ordinal);
        var orchestrator = Assert.Single(
            ErrorsOf(app, $"Orchestrator 'Failing' of instance '{instance.InstanceId}' failed"));
        Assert.Contains("Task 'Fails' (#0) failed", orchestrator, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_ThatIsRetried_IsLoggedAtEachFailure()
    {
        await using var app = await DurableApp.StartAsync();
        await app.RunAsync(nameof(Orchestrators.Retrying));

        Assert.Equal(2, ErrorsOf(app, "Activity 'Flaky' of instance").Count());
        Assert.Empty(ErrorsOf(app, "Orchestrator"));
    }

    [Fact]
    public async Task Functions_ThatTheAppLacks_AreNamed()
    {
        await using var app = await DurableApp.StartAsync();
        await app.RunAsync(nameof(Orchestrators.Catching), "Misspelt");
        await app.RunAsync("Misspelt");

        Assert.Contains(
            "The app has no activity function 'Misspelt'", Assert.Single(ErrorsOf(app, "Activity 'Misspelt'")), StringComparison.Ordinal);
        Assert.Contains(
            "The app has no orchestrator function 'Misspelt'", Assert.Single(ErrorsOf(app, "Orchestrator 'Misspelt'")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_OfAFunction_HasItsOwnCategory()
    {
        await using var app = await DurableApp.StartAsync(builder =>
            builder.Logging.AddFilter($"Function.{nameof(Orchestrators.Failing)}", LogLevel.None));
        await app.RunAsync(nameof(Orchestrators.Failing));

        Assert.Single(ErrorsOf(app, "Activity 'Fails'"));
        Assert.Empty(ErrorsOf(app, "Orchestrator"));
    }

    private static IEnumerable<string> ErrorsOf(DurableApp app, string what) =>
        app.App.Log.All.Where(line => line.StartsWith("Error", StringComparison.Ordinal)
            && line.Contains(what, StringComparison.Ordinal));
}
