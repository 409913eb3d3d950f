using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.DurableTask.Client;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>A long purge by filter: the provider deletes in pages of 64.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    private const int Instances = 1001;

    private static readonly PurgeInstancesFilter All = new(DurableApp.Start.AddDays(-1));

    private readonly SteppingClock _clock = new();
    private DurableApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await DurableApp.StartAsync(_clock);
        var ids = await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ =>
            _app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrators.Version), _app.Timeout)));
        await _app.SettleAsync(ids[0]);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task PurgeAll_ThatTakesLong_RunsToTheEndAndReturnsTheTotal()
    {
        _clock.OnStep = _ => { };
        var result = await _app.Client.PurgeAllInstancesAsync(All, _app.Timeout);

        Assert.Equal((Instances, true), (result.PurgedInstanceCount, result.IsComplete));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task PurgeAll_WithATimeout_EndsAfterItAndReportsThatMoreIsLeft()
    {
        _clock.OnStep = _ => { };
        var result = await _app.Client.PurgeAllInstancesAsync(All with { Timeout = TimeSpan.FromSeconds(90) }, _app.Timeout);

        Assert.Equal(false, result.IsComplete);
        Assert.Equal(Instances, result.PurgedInstanceCount + await CountAsync());
        Assert.InRange(result.PurgedInstanceCount, 1, Instances - 1);
    }

    [Fact]
    public async Task PurgeAll_ThatIsCancelled_StopsBetweenPages()
    {
        using var stop = new CancellationTokenSource();
        _clock.OnStep = step =>
        {
            // The first step is the start of the purge itself, the second that of the provider.
            if (step == 2)
                stop.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _app.Client.PurgeAllInstancesAsync(All, stop.Token));

        Assert.InRange(await CountAsync(), 1, Instances - 1);
    }

    private async Task<int> CountAsync() => await _app.Client.GetAllInstancesAsync().CountAsync(_app.Timeout);
}
