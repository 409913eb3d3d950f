using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class TryItTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Form_OfAGatewaysParameters_ShowsTheRequestAndSendsIt()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogues.Mixed, settings: Catalogues.Secrets);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "try?gateway=partner");
        var preview = console.Page.GetByRole(AriaRole.Region, new() { Name = "Preview" });
        await Expect(preview).ToContainTextAsync("parameters.channel: is missing.");

        await console.Page.GetByLabel("channel").FillAsync("c1");
        await console.Page.GetByLabel("priority").FillAsync("5");
        await console.Page.GetByLabel("urgent").CheckAsync();
        await console.Page.GetByLabel("kind").SelectOptionAsync("alert");
        await Expect(preview).ToContainTextAsync("/partner/c1");
        await Expect(preview).ToContainTextAsync("\"kind\": \"alert\"");
        await Expect(preview).Not.ToContainTextAsync("c0ffee");
        await console.Button("Send").ClickAsync();

        await Expect(console.Page.GetByRole(AriaRole.Region, new() { Name = "Delivery" }).Locator(".pill")).ToHaveTextAsync("Delivered");
        Assert.Equal("/partner/c1", Assert.Single(relay.Gateway.Requests).Target);
    }

    [Fact]
    public async Task Form_InvalidValue_ShowsTheErrorAtItsField()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogues.Mixed, settings: Catalogues.Secrets);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "try?gateway=partner");

        await console.Page.GetByLabel("channel").FillAsync("c1");
        await console.Page.GetByLabel("priority").FillAsync("9");
        await console.Button("Send").ClickAsync();

        await Expect(console.Page.Locator("#p-priority-fault")).ToHaveTextAsync("must be at most 5.");
        await Expect(console.Page.GetByLabel("priority")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(relay.Gateway.Requests);
    }

    [Fact]
    public async Task Form_BigNumbersAndAnUntouchedBoolean_AreSentAsShown()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: """
            { "gateways": { "exact": {
                "url": "GATEWAY/",
                "parameters": {
                  "big": { "type": "integer" },
                  "few": { "type": "integer" },
                  "sum": { "type": "number" },
                  "sure": { "type": "boolean", "required": true }
                },
                "body": { "json": {
                  "big": "{{ parameters.big }}", "few": "{{ parameters.few }}",
                  "sum": "{{ parameters.sum }}", "sure": "{{ parameters.sure }}"
                } }
            } } }
            """);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "try?gateway=exact");

        await console.Page.GetByLabel("big").FillAsync("9007199254740993");
        await console.Page.GetByLabel("few").FillAsync("007");
        await console.Page.GetByLabel("sum").FillAsync("-.12345678901234567890");
        var preview = console.Page.GetByRole(AriaRole.Region, new() { Name = "Preview" });
        await Expect(preview.GetByRole(AriaRole.Region, new() { Name = "Body" })).ToHaveTextAsync(
            """{ "big": 9007199254740993, "few": 7, "sum": -0.12345678901234567890, "sure": false }""");
        await console.Button("Send").ClickAsync();

        await Expect(console.Page.Locator(".pill")).ToHaveTextAsync("Delivered");
        Assert.Equal(
            """{"big":9007199254740993,"few":7,"sum":-0.12345678901234567890,"sure":false}""",
            Assert.Single(relay.Gateway.Requests).Body);
    }

    [Fact]
    public async Task Send_WithoutAResponse_SaysThatTheMessageMayHaveBeenAccepted()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogues.Mixed, settings: Catalogues.Secrets);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "try");
        await console.Page.RouteAsync("**/send_message", route => route.AbortAsync());

        await console.Button("Send").ClickAsync();

        await Expect(console.Page.GetByRole(AriaRole.Form)).ToContainTextAsync(
            "Relay did not respond. The message may have been accepted: look at the messages before you send it again.");
    }

    [Fact]
    public async Task Texts_OfMessagesAndGateways_AreInert()
    {
        const string Hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>{{ 7 | times: 7 }}";
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => new StubResponse(500, Hostile);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "try?gateway=bad");
        var id = await relay.SendAsync(Hostile, "bad");
        await relay.IdleAsync();

        await console.ShowAsync($"messages/{id}");

        await Expect(console.Page.GetByRole(AriaRole.Region, new() { Name = "Request" })).ToContainTextAsync("onerror=alert(1)");
        Assert.Equal(0, await console.Page.Locator("main img, main script").CountAsync());
    }
}
