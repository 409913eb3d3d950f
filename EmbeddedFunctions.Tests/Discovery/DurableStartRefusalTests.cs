using DurableTask.Sqlite;
using EmbeddedFunctions.Tests.Hosting;
using EmbeddedFunctions.Tests.SampleFunctions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions.Tests.Discovery;

/// <summary>What a real worker does otherwise, in an app whose orchestration service is set.</summary>
public sealed class DurableStartRefusalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embedded-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Constructor_TakesTheDurableClient_StopsTheStart()
    {
        var refused = Assert.Throws<StartRefusedException>(Builder(typeof(BadDurableApps.ConstructorClient)).Build);

        Assert.Contains(
            "its constructor's parameter 'client' is a DurableTaskClient", refused.Message, StringComparison.Ordinal);
        Assert.Contains("[DurableClient] DurableTaskClient client", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_AddedToTheDurableWorker_StopTheStart()
    {
        var builder = Builder(typeof(Orchestrators));
        builder.ConfigureDurableWorker().AddTasks(tasks =>
            tasks.AddActivityFunc<string, string>("Shout", (_, text) => text.ToUpperInvariant()));

        var refused = Assert.Throws<StartRefusedException>(builder.Build);

        Assert.Contains("AddTasks", refused.Message, StringComparison.Ordinal);
        Assert.Contains("[Function]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExceptionProperties_OfTheApp_StopTheStart()
    {
        var builder = Builder(typeof(Orchestrators));
        builder.Services.AddSingleton<IExceptionPropertiesProvider, NoProperties>();

        var refused = Assert.Throws<StartRefusedException>(builder.Build);

        Assert.Contains(nameof(IExceptionPropertiesProvider), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DurableWorker_WithoutTasks_DoesNotStopTheStart()
    {
        var builder = Builder(typeof(Orchestrators));
        builder.ConfigureDurableWorker();
        builder.Services.AddSingleton<CallRecorder>();

        using var app = (IDisposable)builder.Build().Services;
    }

    [Fact]
    public void DurableExtension_ConfiguredByHand_StopsTheStart()
    {
        var builder = Builder(typeof(Orchestrators));
        builder.ConfigureDurableExtension();

        var refused = Assert.Throws<StartRefusedException>(builder.Build);

        Assert.Contains("ConfigureDurableExtension", refused.Message, StringComparison.Ordinal);
    }

    private EmbeddedFunctionsApplicationBuilder Builder(Type app) => SampleApp.Builder()
        .AddFunctions(app)
        .UseOrchestrationService(_ => new SqliteOrchestrationService(
            new SqliteOrchestrationServiceOptions { Path = Path.Combine(_folder.FullName, "hub.db") }));

    private sealed class NoProperties : IExceptionPropertiesProvider
    {
        public IDictionary<string, object?>? GetExceptionProperties(Exception exception) => null;
    }
}
