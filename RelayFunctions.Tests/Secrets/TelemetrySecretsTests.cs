using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;
using RelayFunctions.Functions.Durable;
using RelayFunctions.Hosting;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.Telemetry;

namespace RelayFunctions.Tests.Secrets;

/// <summary>The traces and metrics of an attempt, as an exporter sees them, and the attempt's report.</summary>
[Collection(nameof(ProcessWideListeners))]
public sealed class TelemetrySecretsTests
{
    private readonly ConcurrentQueue<string> _seen = new();

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(500)]
    [InlineData(null)] // No listener is attached.
    public async Task Attempt_SecretInEachPlace_ShowsInNoLogTraceMetricOrReport(int? status)
    {
        using var folder = new TempFolder();
        using var traces = Traced();
        using var metrics = Measured();
        using var diagnostics = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(source =>
            source.Subscribe(new Observer<KeyValuePair<string, object?>>(pair => _seen.Enqueue($"{pair.Key} {pair.Value}")))));
        var log = new RecordingLogger();
        await using var gateway = await RecordingGateway.StartAsync(TimeProvider.System);
        gateway.Respond = request => PlantedCatalogue.TokenFor(request)
            ?? new StubResponse(status ?? 200, Planted.Secret("response"), ("Location", $"/{Planted.Mark}"), ("X-Response", Planted.Mark));
        var settings = PlantedCatalogue.Write(
            folder.Path, $"{gateway.Url}/tokens", new Dictionary<string, string> { ["a"] = status is null ? "http://127.0.0.1:1" : gateway.Url });
        using var host = Host(log, settings);
        await host.StartAsync(TestContext.Current.CancellationToken);

        var activity = ActivatorUtilities.CreateInstance<SendToGateway>(host.Services);
        var reports = new List<AttemptReport>();
        foreach (var name in PlantedCatalogue.Names)
            reports.Add(await activity.RunAsync(new AttemptRequest("01980000-0000-7000-8000-000000000000", "Hello", $"{name}_a", 1)));
        await host.StopAsync(TestContext.Current.CancellationToken);

        // Three never get a response: two without a token, and one without TLS.
        Assert.Equal(
            PlantedCatalogue.Names.Count - (status is null ? 0 : 3), reports.Count(report => report.Attempt is { } attempt && attempt.StatusCode == status));
        Assert.NotEmpty(log.Lines);
        Assert.NotEmpty(_seen);
        Assert.Null(Planted.FoundIn(JsonSerializer.Serialize(reports, WorkerJson.Options)));
        Assert.Null(Planted.FoundIn(string.Join('\n', log.Lines)));
        Assert.Null(Planted.FoundIn(string.Join('\n', _seen)));
    }

    // Everything that an exporter of traces would see, except the spans of the recording gateway's Kestrel.
    private ActivityListener Traced()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => IsOfTheClient(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
                _seen.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events)}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener Measured()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (IsOfTheClient(instrument.Meter.Name))
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => See(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => See(instrument, tags));
        listener.Start();
        return listener;
    }

    private void See(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}");

    private static bool IsOfTheClient(string name) =>
        name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("Experimental.System.Net", StringComparison.Ordinal);

    private static IHost Host(ILoggerProvider log, Dictionary<string, string> settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddRelay(builder.Configuration);
        return builder.Build();
    }

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => next(value);
    }
}
