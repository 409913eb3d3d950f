using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class OverviewTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Overview_WhileMessagesCome_FollowsThem()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = request => request.Target == "/gateway_99" ? StubResponse.Unavailable : StubResponse.Ok;
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        await Expect(console.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();

        await relay.SendAsync();
        await relay.SendAsync(gateway: "gateway_99");
        await console.AdvanceToNextOverviewAsync();
        await Expect(Tile(console, "Delivered")).ToContainTextAsync("1");
        await Expect(Tile(console, "Waiting")).ToContainTextAsync("1");
        await Expect(console.Row("gateway_99")).ToContainTextAsync("Waiting");

        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));
        await console.AdvanceToNextOverviewAsync();
        await Expect(Tile(console, "Failed")).ToContainTextAsync("1");
        await Expect(console.Row("gateway_99")).ToContainTextAsync("Failing");
        await Expect(console.Page.GetByRole(AriaRole.Img, new() { Name = "2 in all, 2 in the busiest minute" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Overview_GatewayThatAskedToRetryLater_IsClosedUntilThen()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => new StubResponse(429, "", ("Retry-After", "300"));
        await relay.SendAsync(gateway: "narrow");
        await relay.IdleAsync();

        await using var console = await ConsolePage.OpenAsync(chromium, relay);

        await Expect(console.Page.GetByText("narrow is not available now; its messages wait until")).ToBeVisibleAsync();
        await Expect(console.Row("narrow")).ToContainTextAsync("Closed for");
    }

    [Fact]
    public async Task Overview_PausedGateway_IsShownAsPaused()
    {
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "partner": { "url": "GATEWAY/partner", "paused": true } } }""");
        await relay.SendAsync(gateway: "partner");
        await relay.IdleAsync();

        await using var console = await ConsolePage.OpenAsync(chromium, relay);

        await Expect(console.Row("partner")).ToContainTextAsync("Paused");
    }

    [Fact]
    public async Task Overview_MessageForLater_WaitsButIsNotDue()
    {
        await using var relay = await RelayHost.StartAsync();
        using var sent = await relay.PostAsync(
            "/send_message", """{"message": "a", "gateway": "gateway_1", "deliverAt": "2030-01-02T12:00:00Z"}""");
        await relay.IdleAsync();

        await using var console = await ConsolePage.OpenAsync(chromium, relay);

        await Expect(Tile(console, "Waiting")).ToContainTextAsync("1none is due yet");
    }

    [Fact]
    public async Task Overview_HostThatDoesNotStream_IsPolled()
    {
        await using var relay = await RelayHost.StartAsync();
        await relay.SendAsync();
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        await console.Page.RouteAsync("**/overview/events", route => route.FulfillAsync(new() { Status = 503 }));
        await console.Page.ReloadAsync();

        await Expect(console.Page.GetByText("Every few seconds")).ToBeVisibleAsync();
        await Expect(Tile(console, "Delivered")).ToContainTextAsync("1");
    }

    // As behind a proxy that collects responses: not even the headers come.
    [Fact]
    public async Task Overview_StreamWithoutHeaders_IsPolled()
    {
        await using var relay = await RelayHost.StartAsync();
        await relay.SendAsync();
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        await console.Page.RouteAsync("**/overview/events", _ => Task.CompletedTask);
        await console.Page.ReloadAsync();

        await Expect(console.Page.GetByText("Every few seconds")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(Tile(console, "Delivered")).ToContainTextAsync("1");
    }

    // As at a restart: the stopping server refuses a new stream, then nothing responds.
    [Fact]
    public async Task Overview_ServerThatWasAway_IsFollowedLiveAgain()
    {
        await using var relay = await RelayHost.StartAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        await console.Page.RouteAsync("**/overview/events", route => route.FulfillAsync(new() { Status = 503 }));
        await console.Page.RouteAsync("**/overview", route => route.AbortAsync());
        await console.Page.ReloadAsync();
        await Expect(console.Page.GetByText("No connection")).ToBeVisibleAsync();
        var polls = 0;
        console.Page.RequestFinished += (_, request) => polls += request.Url.EndsWith("/overview", StringComparison.Ordinal) ? 1 : 0;

        await console.Page.UnrouteAllAsync();

        await Expect(console.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(0, polls);
    }

    // The response of a busy server: 12,000 messages in a minute.
    [Fact]
    public async Task Chart_ManyMessagesAMinute_HasItsScaleOnOneLineEach()
    {
        await using var relay = await RelayHost.StartAsync();
        await relay.SendAsync();
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        await console.Page.RouteAsync("**/overview/events", route => route.FulfillAsync(new() { Status = 503 }));
        await console.Page.RouteAsync("**/overview", async route =>
        {
            var response = await route.FetchAsync();
            var body = await response.TextAsync();
            await route.FulfillAsync(new() { Response = response, Body = body.Replace(",1]", ",12000]", StringComparison.Ordinal) });
        });
        await console.Page.ReloadAsync();
        var scale = console.Page.Locator(".chart .y");
        await Expect(scale.First).ToHaveTextAsync("20,000");

        Assert.Equal(
            (await scale.Last.BoundingBoxAsync())!.Height, (await scale.First.BoundingBoxAsync())!.Height);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Chart_Legend_HasAColourForEachState(ColorScheme theme)
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        using var sent = await relay.PostAsync(
            "/send_message", """{"message": "a", "gateway": "g", "expiresAt": "2030-01-01T12:00:30Z"}""");
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));
        await using var console = await ConsolePage.OpenAsync(chromium, relay, options: new() { Locale = "en-GB", ColorScheme = theme });
        var colours = console.Page.Locator(".legend i");
        await Expect(colours).ToHaveCountAsync(5);

        Assert.Equal(5, await colours.EvaluateAllAsync<int>(
            "all => new Set(all.map(one => getComputedStyle(one).backgroundColor)).size"));
    }

    [Fact]
    public async Task Chart_ByArrowKeys_DescribesEachMinute()
    {
        await using var relay = await RelayHost.StartAsync();
        await relay.SendAsync();
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay);

        await console.Page.Locator(".chart svg").PressAsync("End");

        await Expect(console.Page.Locator(".readout")).ToContainTextAsync("1 delivered");
    }

    private static ILocator Tile(ConsolePage console, string name) =>
        console.Page.Locator(".tile").Filter(new() { HasText = name }).Locator("dd");
}
