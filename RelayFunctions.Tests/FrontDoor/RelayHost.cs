using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DurableTask.Core.History;
using DurableTask.Sqlite;
using EmbeddedFunctions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RelayFunctions.Tests.RecordingGateways;
using RelayServer;

namespace RelayFunctions.Tests.FrontDoor;

/// <summary>
/// The whole server in this process, on its own file, a virtual clock and a recording gateway. Any gateway name is
/// accepted: the catalogue is empty, and <c>Relay__GatewayBaseUrl</c> is the recording gateway.
/// </summary>
internal sealed class RelayHost : IAsyncDisposable
{
    private readonly EmbeddedFunctionsApplication _app;
    private readonly DirectoryInfo _folder;

    private RelayHost(EmbeddedFunctionsApplication app, DirectoryInfo folder, FakeTimeProvider clock, RecordingGateway gateway)
    {
        _app = app;
        _folder = folder;
        Clock = clock;
        Gateway = gateway;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeTimeProvider Clock { get; }

    public RecordingGateway Gateway { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public SqliteOrchestrationService Store => _app.Services.GetRequiredService<SqliteOrchestrationService>();

    public string StorePath => StorePathIn(_folder);

    public string CataloguePath => CataloguePathIn(_folder);

    /// <param name="storeImage">A file to start from, as a crash left it; null for an empty store.</param>
    /// <param name="now">The time at the start.</param>
    /// <param name="catalogue">
    /// The text of gateways.json; null for an empty catalogue. <c>GATEWAY</c> stands for the recording gateway's
    /// address and <c>PORT</c> for its port, here and in the settings.
    /// </param>
    /// <param name="settings">More settings, as <c>--Name=value</c>.</param>
    public static async Task<RelayHost> StartAsync(
        string? storeImage = null, DateTimeOffset? now = null, string? catalogue = null, string[]? settings = null,
        Action<EmbeddedFunctionsApplicationBuilder>? configure = null)
    {
        var clock = new FakeTimeProvider(now ?? new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var gateway = await RecordingGateway.StartAsync(clock);
        var folder = Directory.CreateTempSubdirectory("relay-test-");
        await File.WriteAllTextAsync(CataloguePathIn(folder), Filled(catalogue ?? """{ "gateways": {} }"""));
        if (storeImage is not null)
            StoreImage.Copy(storeImage, StorePathIn(folder));
        string[] args =
        [
            "--urls=http://127.0.0.1:0",
            $"--Storage:Path={StorePathIn(folder)}",
            $"--Relay:GatewaysFile={CataloguePathIn(folder)}",
            $"--Relay:GatewayBaseUrl={gateway.Url}",
            "--Telemetry:Prometheus=false",
            .. (settings ?? []).Select(Filled),
        ];
        var app = RelayServerApplication.Build(args, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(clock);
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new RelayHost(app, folder, clock, gateway);

        string Filled(string text) => text
            .Replace("GATEWAY", gateway.Url, StringComparison.Ordinal)
            .Replace("PORT", new Uri(gateway.Url).Port.ToString(provider: null), StringComparison.Ordinal);
    }

    /// <summary>Sends a message and returns its id; fails on any response but 200.</summary>
    public async Task<string> SendAsync(string message = "hello world", string gateway = "gateway_1")
    {
        using var response = await PostAsync("/send_message", JsonSerializer.Serialize(new { message, gateway }));
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("id").GetString()!;
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body = "") =>
        Http.PostAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(Encoding.UTF8.GetBytes(body)));

    public Task<JsonElement> StatusAsync(string id) =>
        Http.GetFromJsonAsync<JsonElement>(new Uri($"/messages/{id}", UriKind.Relative));

    /// <summary>The events of a message's history.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(string id) =>
        [.. await Services.GetRequiredService<DurableTaskClient>().GetOrchestrationHistoryAsync(id)];

    /// <summary>Waits until all work is done that can be done at the clock's current time.</summary>
    public async Task IdleAsync()
    {
        await _app.WhenTimersIdleAsync(TestContext.Current.CancellationToken);
        await Store.WhenIdleAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Advances the clock, and waits until all work that becomes due is done.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await IdleAsync();
        Clock.Advance(by);
        await IdleAsync();
    }

    /// <summary>
    /// Advances the clock while an attempt is in flight, which thereby ends, and waits until the rest is done.
    /// </summary>
    public async Task AdvanceBusyAsync(TimeSpan by)
    {
        Clock.Advance(by);
        await IdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        // First the gateway: without a response, an attempt could not time out on a clock that doesn't advance.
        await Gateway.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string StorePathIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "relay.db");

    private static string CataloguePathIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "gateways.json");
}
