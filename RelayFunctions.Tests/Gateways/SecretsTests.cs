using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;
using RelayFunctions.Functions;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways;

public sealed class SecretsTests : IDisposable
{
    private const string Secret = "s3cret";

    private readonly string _folder = Directory.CreateTempSubdirectory("relay-secrets-").FullName;
    private readonly ConcurrentQueue<string> _traced = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(500)]
    [InlineData(null)] // Nobody listens.
    public async Task Attempt_SecretsInPathQueryAndHeader_ShowInNoLogTraceOrReport(int? status)
    {
        using var listener = Traced();
        using var diagnostics = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(source =>
            source.Subscribe(new Observer<KeyValuePair<string, object?>>(pair => _traced.Enqueue($"{pair.Key} {pair.Value}")))));
        var log = new RecordingLogger();
        var gateway = await StubGateway.StartAsync(context =>
        {
            context.Response.StatusCode = status ?? 200;
            context.Response.Headers.Location = $"/{Secret}";
            return Task.CompletedTask;
        });
        var url = gateway.Url;
        if (status is null)
            await gateway.DisposeAsync();
        using var host = Host(log, new Uri(url, $"bot{Secret}/send?key={Secret}"));
        await host.StartAsync(TestContext.Current.CancellationToken);

        var activity = ActivatorUtilities.CreateInstance<SendToGateway>(host.Services);
        var report = await activity.RunAsync(new AttemptRequest("01980000-0000-7000-8000-000000000000", "Hello", "partner", 1, HasPlace: false));
        await host.StopAsync(TestContext.Current.CancellationToken);
        await gateway.DisposeAsync();

        Assert.Equal(status, report.Attempt?.StatusCode);
        if (status is not null)
            Assert.Contains(Secret, Assert.Single(gateway.Requests).Target, StringComparison.Ordinal);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(report, HistoryJson.Options), StringComparison.Ordinal);
        Assert.All(log.Lines, line => Assert.DoesNotContain(Secret, line, StringComparison.Ordinal));
        Assert.All(_traced, line => Assert.DoesNotContain(Secret, line, StringComparison.Ordinal));
    }

    // Everything that an exporter of traces would see; Kestrel's own of the stub gateway apart.
    private ActivityListener Traced()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("System.Net", StringComparison.Ordinal)
                || source.Name.StartsWith("Experimental.System.Net", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
                _traced.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events)}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private IHost Host(ILoggerProvider log, Uri url)
    {
        var file = Path.Combine(_folder, "gateways.json");
        File.WriteAllText(file, """{"gateways": {"partner": {"url": "http://a"}}}""");
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            [
                KeyValuePair.Create("Relay:GatewaysFile", (string?)file),
                KeyValuePair.Create("Gateways:partner:url", (string?)url.AbsoluteUri),
                KeyValuePair.Create("Gateways:partner:headers:Authorization", (string?)$"Bearer {Secret}"),
            ]);
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
