using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class OrchestrationTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await DurableApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Timers_OnVirtualClock_AdvanceTheOrchestratorsTime()
    {
        var instance = await _app.RunAsync(nameof(Orchestrators.TwoPauses));

        var start = DurableApp.Start.UtcDateTime;
        Assert.Equal([start, start.AddSeconds(60), start.AddSeconds(120)], instance.ReadOutputAs<List<DateTime>>()!);
        Assert.Equal(DurableApp.Start, instance.CreatedAt);
        Assert.Equal(DurableApp.Start.AddSeconds(120), instance.LastUpdatedAt);
    }

    [Fact]
    public async Task Timers_BeforeTheyAreDue_DoNotFire()
    {
        var id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.TwoPauses), _app.Timeout);
        await _app.SettleAsync(id);
        _app.Time.Advance(TimeSpan.FromSeconds(59));

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await _app.SettleAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Activities_OfAClass_GetServicesInputAndContext()
    {
        var instance = await _app.RunAsync(nameof(Orchestrators.PackAll), new Order("cups", 3));

        Assert.Equal(
            ["3 cups from the shelf", $"WhoCalls for {instance.InstanceId}", "NoInput", "cups"],
            instance.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task Activity_WithRetryPolicy_IsRetriedAMinuteApart()
    {
        var instance = await _app.RunAsync(nameof(Orchestrators.Retrying));

        Assert.Equal(3, instance.ReadOutputAs<int>());
        Assert.Equal(DurableApp.Start.AddSeconds(120), instance.LastUpdatedAt);
    }

    [Fact]
    public async Task Activity_ThatThrows_FailsWithItsDetails()
    {
        var instance = await _app.RunAsync(nameof(Orchestrators.Catching), nameof(Activities.Fails));

        Assert.Equal("System.ArgumentException|the reason|System.FormatException|True", instance.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_NotInTheApp_FailsWithAClearMessage()
    {
        var instance = await _app.RunAsync(nameof(Orchestrators.Catching), "Missing");

        Assert.Contains("The app has no activity function 'Missing', or it's disabled.", instance.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Orchestrator_NotInTheApp_FailsWithAClearMessageAndDelaysNoOther()
    {
        var missing = await _app.RunAsync("Missing");
        var next = await _app.RunAsync(nameof(Orchestrators.Version));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, missing.RuntimeStatus);
        Assert.Equal("The app has no orchestrator function 'Missing', or it's disabled.", missing.FailureDetails!.ErrorMessage);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, next.RuntimeStatus);
    }

    [Fact]
    public async Task Orchestrator_ThatLetsAFailureOut_FailsWithItsDetails()
    {
        var instance = await _app.RunAsync(nameof(Orchestrators.Failing));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", instance.FailureDetails!.ErrorType);
        Assert.Equal("System.ArgumentException", instance.FailureDetails.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task SubOrchestrator_OfAParent_ReportsItsParent()
    {
        var instance = await _app.RunAsync(nameof(Orchestrators.Parent), 1);

        Assert.Equal($"2 of Parent {instance.InstanceId}", instance.ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_WithNewInput_ContinuesUnderTheSameId()
    {
        var instance = await _app.RunAsync(nameof(Orchestrators.Counting), 0);

        Assert.Equal(3, instance.ReadOutputAs<int>());
        Assert.Equal(DurableApp.Start.AddSeconds(3), instance.LastUpdatedAt);
    }

    [Fact]
    public async Task Logger_ThatIsReplaySafe_WritesEachLineOnce()
    {
        await _app.RunAsync(nameof(Orchestrators.Logging));

        Assert.Single(_app.App.Log.All, line => line.Contains("before the pause", StringComparison.Ordinal));
        Assert.Single(_app.App.Log.All, line => line.Contains("after the pause", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_LinesOfTheFramework_AreLeftOut()
    {
        await _app.RunAsync(nameof(Orchestrators.PackAll), new Order("cups", 3));

        Assert.DoesNotContain(_app.App.Log.All, line => line.Contains("DurableTask.", StringComparison.Ordinal));
    }
}
