using Microsoft.AspNetCore.Http;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Presets;
using RelayFunctions.Tests.Gateways.HostileTexts;
using RelayFunctions.Tests.Gateways.Presets;
using RelayFunctions.Tests.Gateways.Requests;
using RelayFunctions.Tests.Gateways.Sending;

namespace RelayFunctions.Tests.Gateways.Clients;

/// <summary>A service on a real Kestrel that receives the same message from its own client and from Relay.</summary>
internal sealed class RecordingService : IAsyncDisposable
{
    private readonly StubGateway _server;
    private readonly HttpClient _http;

    private RecordingService(StubGateway server)
    {
        _server = server;
        _http = new HttpClient(new ToServer(server.Url));
    }

    /// <summary>The handler that the client sends with: all its requests come here, for any host.</summary>
    public HttpClient Http => _http;

    /// <summary>The address on which it listens.</summary>
    public Uri Url => _server.Url;

    /// <summary>The last request.</summary>
    public RawRequest? Arrived { get; private set; }

    /// <param name="status">The status of every response.</param>
    /// <param name="body">Its body, JSON.</param>
    public static async Task<RecordingService> StartAsync(int status, string body)
    {
        RecordingService? service = null;
        service = new RecordingService(await StubGateway.StartAsync(async context =>
        {
            service!.Arrived = RawRequest.Of(context, service._server.Requests.Last().Body);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        }));
        return service;
    }

    /// <summary>Sends the message of a preset's case to the preset's own address, except for the host.</summary>
    public async Task<RawRequest> SendByRelayAsync(PresetCase preset)
    {
        using var sender = new SenderFixture();
        var gateway = AtThisServer(preset);
        Assert.Null((await sender.SendAsync(gateway, GatewayFixture.Message(PresetCase.Message, preset.Parameters))).Error);
        return Arrived!;
    }

    // The host is in the preset's url, or in one of its settings or secrets.
    private Gateway AtThisServer(PresetCase preset)
    {
        var service = new Uri(preset.Request.Split(' ', '\n')[1]).GetLeftPart(UriPartial.Authority);
        var file = PresetLibrary.Find(preset.Preset)!;
        IEnumerable<(string Key, string? Value)> fixedInPreset =
        [
            ("url", file.Gateway["url"]!.GetValue<string>()),
            .. file.Settings.Select(setting => ($"settings:{setting.Name}", setting.Default)),
        ];
        return (preset with { Settings = Moved(preset.Settings), Secrets = Moved(preset.Secrets) }).Load(
            [.. fixedInPreset.Where(value => value.Value?.StartsWith(service, StringComparison.Ordinal) == true).Select(value => (value.Key, Moved(value.Value!)))]);

        string Moved(string text) => text.Replace(service, Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }
}
