using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class GatewaysTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Catalogue_Gateways_HaveLimitsAndStateAndLeadToTheForm()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogues.Mixed, settings: Catalogues.Secrets);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "gateways");

        await Expect(console.Row("partner")).ToContainTextAsync("0 of 5");
        await Expect(console.Row("partner")).ToContainTextAsync("2.5 a second");
        await Expect(console.Row("status")).ToContainTextAsync("50 a minute");
        await Expect(console.Row("partner")).ToContainTextAsync("Idle");
        await console.Link("Try it: partner").ClickAsync();

        await Expect(console.Page.GetByLabel("channel")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Catalogue_FileThatWasRejected_ShowsItsFaults()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogues.Mixed, settings: Catalogues.Secrets);
        await File.WriteAllTextAsync(
            relay.CataloguePath, """{ "gateways": { "status": { "ulr": "https://a.example" } } }""", TestContext.Current.CancellationToken);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "gateways");
        await Expect(console.Row("partner")).ToBeVisibleAsync();

        // The file is read when the system reports a change or the clock advances, and once more a moment later.
        var fault = console.Page.GetByText("gateway 'status': url: is missing");
        while (!await fault.IsVisibleAsync())
        {
            relay.Clock.Advance(TimeSpan.FromSeconds(1));
            var answered = console.Page.WaitForResponseAsync("**/catalogue");
            await console.Button("Refresh").ClickAsync();
            await answered;
        }

        await Expect(console.Row("partner")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Catalogue_FileThatChanges_IsShownWithoutAClick()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: """{ "gateways": { "old": { "url": "https://a.example" } } }""");
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "gateways");
        await Expect(console.Row("old")).ToBeVisibleAsync();

        await File.WriteAllTextAsync(
            relay.CataloguePath, """{ "gateways": { "new": { "url": "https://a.example" } } }""", TestContext.Current.CancellationToken);
        while (!await console.Row("new").IsVisibleAsync())
        {
            relay.Clock.Advance(TimeSpan.FromSeconds(1));
            await console.Page.WaitForResponseAsync("**/catalogue");
        }

        await Expect(console.Row("old")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Presets_OfAService_SayWhatTheyNeedAndGiveAnEntryToCopy()
    {
        await using var relay = await RelayHost.StartAsync();
        await using var console = await ConsolePage.OpenAsync(
            chromium, relay, "gateways", new() { Locale = "en-GB", Permissions = ["clipboard-read", "clipboard-write"] });

        await console.Page.GetByLabel("Find a service").FillAsync("twil");
        await Expect(console.Page.Locator(".presets details")).ToHaveCountAsync(1);
        await console.Page.GetByText("Twilio SMS").ClickAsync();
        await Expect(console.Page.GetByText("the account's SID, AC...")).ToBeVisibleAsync();
        await console.Button("Copy").First.ClickAsync();
        await Expect(console.Button("Copied")).ToBeVisibleAsync();

        Assert.Equal(
            """
            "twilio": {
              "preset": "twilio", "settings": { "accountSid": "...", "from": "..." }
            }
            """,
            await console.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await Expect(console.Page.GetByText("Gateways__twilio__secrets__authToken=...")).ToBeVisibleAsync();
    }
}
