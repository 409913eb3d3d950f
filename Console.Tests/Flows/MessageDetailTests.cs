using System.Text.Json;
using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

/// <summary>What the page of a message shows of its gateways and times.</summary>
public sealed class MessageDetailTests(ChromiumBrowser chromium)
{
    private const string Chain = """
        { "gateways": {
            "bad": { "url": "GATEWAY/bad", "retry": { "attempts": 1 } },
            "good": { "url": "GATEWAY/good" },
            "held": { "url": "GATEWAY/held", "paused": true }
        } }
        """;

    [Fact]
    public async Task Request_MessageGoesOnToItsNextGateway_IsThatOfTheNextGateway()
    {
        await using var relay = await StartAsync();
        var id = await SendAsync(relay, """{ "message": "a", "gateway": ["bad", "good"], "deliverAt": "2030-01-01T12:05:00Z" }""");
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");
        var request = console.Page.GetByRole(AriaRole.Region, new() { Name = "Request" });
        await Expect(request).ToContainTextAsync("/bad");

        await relay.AdvanceAsync(TimeSpan.FromMinutes(5));

        await Expect(console.Page.Locator("h1 .pill")).ToHaveTextAsync("Delivered");
        await Expect(request).ToContainTextAsync("/good");
    }

    [Fact]
    public async Task NextAttempt_AtTheNextGateway_IsItsFirst()
    {
        await using var relay = await StartAsync();
        var id = await SendAsync(relay, """{ "message": "a", "gateway": ["bad", "held"] }""");
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");

        await Expect(console.Page.Locator(".line .is-failed")).ToContainTextAsync("Attempt 1 · bad");
        await Expect(console.Page.Locator(".line .next")).ToContainTextAsync("Attempt 1 · held");
    }

    [Fact]
    public async Task NextAttempt_AtAPausedGateway_HasNoTime()
    {
        await using var relay = await StartAsync();
        var id = await SendAsync(relay, """{ "message": "a", "gateway": "held" }""");
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");

        var next = console.Page.Locator(".line .next");

        await Expect(next).ToContainTextAsync("once the gateway is no longer paused");
        await Expect(next).Not.ToContainTextAsync("12:01");
    }

    [Fact]
    public async Task Facts_OfAMessageWithTimesAndSeveralGateways_NameThem()
    {
        await using var relay = await StartAsync();
        var id = await SendAsync(relay, """
            { "message": "a", "gateway": ["bad", "good"], "deliverAt": "2030-01-01T12:05:00Z", "expiresAt": "2030-01-01T12:45:00Z" }
            """);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");

        var facts = console.Page.Locator("dl.facts");

        await Expect(facts).ToContainTextAsync("Tried in turnbad, good");
        await Expect(facts.Locator("time")).ToHaveCountAsync(3);
        await Expect(facts.Locator("time[datetime='2030-01-01T12:05:00Z']")).ToBeVisibleAsync();
        await Expect(facts.Locator("time[datetime='2030-01-01T12:45:00Z']")).ToBeVisibleAsync();
    }

    private static async Task<RelayHost> StartAsync()
    {
        var relay = await RelayHost.StartAsync(catalogue: Chain);
        relay.Gateway.Respond = request => request.Target == "/bad" ? StubResponse.Unavailable : StubResponse.Ok;
        return relay;
    }

    private static async Task<string?> SendAsync(RelayHost relay, string body)
    {
        using var response = await relay.PostAsync("/send_message", body);
        response.EnsureSuccessStatusCode();
        await relay.IdleAsync();
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .GetProperty("id").GetString();
    }
}
