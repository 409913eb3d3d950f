using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

public sealed class SampleOrchestrationTests : IAsyncLifetime
{
    private DurableApp _app = null!;

    public async ValueTask InitializeAsync() =>
        _app = await DurableApp.StartAsync(null, typeof(SampleOrchestrators), typeof(SampleActivities));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Chaining_HelloCities() => Assert.Equal(
        ["Hello, Tokyo!", "Hello, Seattle!", "Hello, London!"],
        (await _app.RunAsync(nameof(SampleOrchestrators.HelloCities))).ReadOutputAs<string[]>()!);

    [Fact]
    public async Task FanOutAndIn_BackUpFolder() => Assert.Equal(
        0 + 1 + 2 + 3 + 4 + 5,
        (await _app.RunAsync(nameof(SampleOrchestrators.BackUpFolder), "photos")).ReadOutputAs<long>());

    [Fact]
    public async Task SubOrchestrationsFannedOut_BackUpFolders()
    {
        List<string> folders = ["of", "all", "four"];
        var instance = await _app.RunAsync(nameof(SampleOrchestrators.BackUpFolders), folders);

        Assert.Equal([1, 3, 6], instance.ReadOutputAs<long[]>()!);
    }

    [Theory]
    [InlineData(true, 1, 2, 42)]
    [InlineData(false, 1, 2, 3, 42)]
    [InlineData(false)]
    public async Task HumanInteraction_VerifyPhone(bool expected, params int[] responses)
    {
        var id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrators.VerifyPhone), "+1 555 0100", _app.Timeout);
        foreach (var response in responses)
        {
            if ((await _app.SettleAsync(id)).IsCompleted)
                break;
            _app.Time.Advance(TimeSpan.FromSeconds(20));
            await _app.Client.RaiseEventAsync(id, "response", response, _app.Timeout);
        }

        Assert.Equal(expected, (await _app.RunToEndAsync(id)).ReadOutputAs<bool>());
        Assert.Equal(DurableApp.Start.AddSeconds(responses.Length == 0 ? 90 : 60), _app.Time.GetUtcNow());
    }

    [Theory]
    [InlineData(3, "ended", 3)]
    [InlineData(1_000, "given up", 60)]
    public async Task Monitor_MonitorJob(int rounds, string expected, int minutes)
    {
        var instance = await _app.RunAsync(nameof(SampleOrchestrators.MonitorJob), rounds);

        Assert.Equal(expected, instance.ReadOutputAs<string>());
        Assert.Equal(DurableApp.Start.AddMinutes(minutes), instance.LastUpdatedAt);
    }

    [Fact]
    public async Task Eternal_CleanUpHourly()
    {
        var id = await _app.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrators.CleanUpHourly), 0, _app.Timeout);
        for (var hour = 0; hour < 24; hour++)
        {
            await _app.SettleAsync(id);
            _app.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(24, (await _app.SettleAsync(id)).ReadCustomStatusAs<int>());
        Assert.Equal(Enumerable.Range(0, 25).Select(round => $"round {round}"), _app.Recorder.Lines);

        await _app.Client.TerminateInstanceAsync(id, _app.Timeout);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await _app.SettleAsync(id)).RuntimeStatus);
    }
}
