using System.Diagnostics;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Trace;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Tests.Telemetry;

/// <summary>
/// When the worker sends telemetry to Application Insights, with which identity, and without which data.
/// </summary>
[Collection(nameof(ProcessWideListeners))]
public sealed class WorkerTelemetryTests
{
    private const string Component =
        "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://127.0.0.1:1/;LiveEndpoint=https://127.0.0.1:1/";

    [Fact]
    public void AddWorkerTelemetry_NoComponent_LeavesTelemetryToTheHost()
    {
        using var services = Services([]);

        Assert.Null(services.GetService<TracerProvider>());
        Assert.DoesNotContain("WorkerOpenTelemetryEnabled", services.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities.Keys);
    }

    [Fact]
    public void AddWorkerTelemetry_Component_SignsInAsTheIdentity()
    {
        using var services = Services([new("APPLICATIONINSIGHTS_CONNECTION_STRING", Component), new("AZURE_CLIENT_ID", "an id")]);

        var exporter = services.GetRequiredService<IOptions<AzureMonitorExporterOptions>>().Value;

        Assert.Equal(Component, exporter.ConnectionString);
        Assert.IsType<ManagedIdentityCredential>(exporter.Credential);
        Assert.Contains("WorkerOpenTelemetryEnabled", services.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities.Keys);
    }

    [Theory]
    [InlineData("Microsoft.Azure.Functions.Worker", true)]
    [InlineData("Relay", true)]
    [InlineData("System.Net.Http", false)] // The path of a gateway's url may contain a secret.
    [InlineData("Azure.Core.Http", false)]
    public void AddWorkerTelemetry_Traces_AreOnlyThoseOfTheWorker(string source, bool isTraced)
    {
        var traced = new List<string>();
        using var services = Services([new("APPLICATIONINSIGHTS_CONNECTION_STRING", Component)], traced);
        using var provider = services.GetRequiredService<TracerProvider>();
        using var activities = new ActivitySource(source);

        activities.StartActivity("request")?.Stop();

        Assert.Equal(isTraced, traced.Contains(source));
    }

    private static ServiceProvider Services(KeyValuePair<string, string?>[] settings, List<string>? traced = null)
    {
        var services = new ServiceCollection();
        services.AddOptions<WorkerOptions>();
        services.AddWorkerTelemetry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.SetSampler<AlwaysOnSampler>().AddProcessor(new Recorder(traced ?? [])));
        return services.BuildServiceProvider();
    }

    private sealed class Recorder(List<string> traced) : BaseProcessor<Activity>
    {
        public override void OnStart(Activity data) => traced.Add(data.Source.Name);
    }
}
