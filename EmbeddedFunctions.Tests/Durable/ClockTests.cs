using System.Reflection;
using DurableTask.Core;
using DurableTask.Sqlite;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EmbeddedFunctions.Tests.Durable;

/// <summary>
/// Durable timers run on the store's clock, and orchestrators on the app's: they must be the same, or the start is
/// refused.
/// </summary>
public sealed class ClockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embedded-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task FakeClock_OnlyInTheApp_StopsTheStart() => Assert.Equal(
        "The app's TimeProvider is FakeTimeProvider, but SqliteOrchestrationService runs on the system's clock. Give both "
        + "the same instance.",
        await RefusalAsync(new FakeTimeProvider(), _ => Store(TimeProvider.System)));

    [Fact]
    public async Task FakeClock_OnlyInTheStore_StopsTheStart() => Assert.Contains(
        "runs on another, FakeTimeProvider",
        await RefusalAsync(TimeProvider.System, _ => Store(new FakeTimeProvider())),
        StringComparison.Ordinal);

    [Fact]
    public async Task FakeClocks_ThatAreTwo_StopTheStart() => Assert.Contains(
        "Give both the same instance",
        await RefusalAsync(new FakeTimeProvider(), _ => Store(new FakeTimeProvider())),
        StringComparison.Ordinal);

    /// <summary>Other providers have only the system's clock.</summary>
    [Fact]
    public async Task FakeClock_WithAStoreThatExposesNone_StopsTheStart() => Assert.Contains(
        "use an orchestration service that has a TimeProvider property",
        await RefusalAsync(new FakeTimeProvider(), _ => DispatchProxy.Create<IClocklessService, ClocklessService>()),
        StringComparison.Ordinal);

    private SqliteOrchestrationService Store(TimeProvider time) =>
        new(new SqliteOrchestrationServiceOptions { Path = Path.Combine(_folder.FullName, "hub.db"), TimeProvider = time });

    private static async Task<string> RefusalAsync(TimeProvider time, Func<IServiceProvider, IOrchestrationService> store)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => SampleApp.StartAsync(
            [typeof(Orchestrators), typeof(Activities)],
            builder =>
            {
                builder.Services.AddSingleton(time);
                builder.Services.AddSingleton<CallRecorder>();
                builder.UseOrchestrationService(store);
            }));
        return refused.Message;
    }
}
