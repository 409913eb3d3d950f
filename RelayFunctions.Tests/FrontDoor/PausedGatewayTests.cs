using System.Net.Http.Json;
using System.Text.Json;
using RelayFunctions.Tests.RecordingGateways;

namespace RelayFunctions.Tests.FrontDoor;

public sealed class PausedGatewayTests
{
    private const string Paused = """
        { "gateways": { "partner": { "url": "GATEWAY/partner", "paused": true, "limits": { "inFlight": 2 } } } }
        """;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Messages_ForAPausedGateway_WaitAndFollowEachOtherOnceItGoesOn()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Paused);
        List<string> ids = [];
        for (var i = 0; i < 30; i++)
            ids.Add(await relay.SendAsync(gateway: "partner"));

        for (var minute = 0; minute < 20; minute++)
            await relay.AdvanceAsync(Minute);
        var waiting = await relay.StatusAsync(ids[0]);

        Assert.Empty(relay.Gateway.Requests);
        Assert.Equal("waiting", waiting.GetProperty("status").GetString());
        Assert.Empty(waiting.GetProperty("attempts").EnumerateArray());

        await ChangeAsync(relay, isPaused: false);
        // The first message that finds the gateway open wakes the others, before they poll by themselves.
        ids.Add(await relay.SendAsync(gateway: "partner"));
        await relay.AdvanceAsync(5 * Second);

        Assert.Equal(ids.Order(), relay.Gateway.Requests.Select(request => request.MessageId).Order());
        Assert.All(relay.Gateway.Requests, request => Assert.Equal(1, request.Attempt));
    }

    [Fact]
    public async Task Messages_OfAPausedGatewayWithALowRate_StartInOrderAtItsRate()
    {
        const string slow = """{ "gateways": { "partner": { "url": "GATEWAY/partner", "paused": true, "limits": { "perSecond": 0.5 } } } }""";
        await using var relay = await RelayHost.StartAsync(catalogue: slow);
        List<string> ids = [];
        for (var i = 0; i < 25; i++)
            ids.Add(await relay.SendAsync(gateway: "partner"));
        await relay.IdleAsync();

        await ChangeAsync(relay, isPaused: false, slow);
        ids.Add(await relay.SendAsync(gateway: "partner"));
        for (var second = 0; second < 55; second++)
            await relay.AdvanceAsync(Second);

        Assert.Equal(ids, relay.Gateway.Requests.Select(request => request.MessageId));
        Assert.All(
            relay.Gateway.Requests.Zip(relay.Gateway.Requests.Skip(1)),
            pair => Assert.InRange(pair.Second.At - pair.First.At, 2 * Second, 3 * Second));
    }

    [Fact]
    public async Task Message_WithSeveralGateways_StaysWithThePausedOne()
    {
        await using var relay = await RelayHost.StartAsync(catalogue:
            """{ "gateways": { "partner": { "url": "GATEWAY/partner", "paused": true }, "other": { "url": "GATEWAY/other" } } }""");
        using var sent = await relay.PostAsync("/send_message", """{"message": "a", "gateway": ["partner", "other"]}""");

        await relay.AdvanceAsync(10 * Minute);

        var status = await GetAsync(relay, $"{sent.Headers.Location}");
        Assert.Equal("waiting", status.GetProperty("status").GetString());
        Assert.Empty(relay.Gateway.Requests);
    }

    [Fact]
    public async Task Message_ThatFailedBeforeThePause_KeepsItsAttempts()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Paused.Replace("true", "false", StringComparison.Ordinal));
        relay.Gateway.Respond = _ => new StubResponse(500);
        var id = await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();

        await ChangeAsync(relay, isPaused: true);
        await relay.AdvanceAsync(10 * Minute);
        relay.Gateway.Respond = _ => StubResponse.Ok;
        await ChangeAsync(relay, isPaused: false);
        await relay.AdvanceAsync(Minute);

        Assert.Equal([1, 2], relay.Gateway.Requests.Select(request => request.Attempt));
        Assert.Equal("delivered", (await relay.StatusAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Message_ForAPausedGateway_CanBeCancelledAndExpires()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Paused);
        var cancelled = await relay.SendAsync(gateway: "partner");
        using var response = await relay.PostAsync(
            "/send_message", """{"message": "a", "gateway": "partner", "expiresAt": "2030-01-01T12:00:30Z"}""");
        var expired = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
        await relay.IdleAsync();

        (await relay.PostAsync($"/messages/{cancelled}/cancel")).Dispose();
        await relay.AdvanceAsync(Minute);

        Assert.Equal("cancelled", (await relay.StatusAsync(cancelled)).GetProperty("status").GetString());
        Assert.Equal("expired", (await relay.StatusAsync(expired)).GetProperty("status").GetString());
        Assert.Empty(relay.Gateway.Requests);
    }

    [Fact]
    public async Task Pause_OfAGateway_IsShownWithAWarning()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Paused);

        var catalogue = await GetAsync(relay, "/catalogue");
        var overview = await GetAsync(relay, "/overview");

        Assert.True(catalogue.GetProperty("gateways")[0].GetProperty("paused").GetBoolean());
        Assert.Contains("gateway 'partner': paused: its messages wait", catalogue.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.True(overview.GetProperty("gateways")[0].GetProperty("paused").GetBoolean());
    }

    // The file is checked by the clock, and at the system's notifications, whose timing varies.
    private static async Task ChangeAsync(RelayHost relay, bool isPaused, string catalogue = Paused)
    {
        await File.WriteAllTextAsync(
            relay.CataloguePath,
            catalogue.Replace("GATEWAY", relay.Gateway.Url, StringComparison.Ordinal).Replace("true", isPaused ? "true" : "false", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        while ((await GetAsync(relay, "/catalogue")).GetProperty("gateways")[0].TryGetProperty("paused", out _) != isPaused)
            relay.Clock.Advance(Second);
    }

    private static Task<JsonElement> GetAsync(RelayHost relay, string path) =>
        relay.Http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
