using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

/// <summary>Addresses as people and other programs write them.</summary>
public sealed class AddressTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Address_TimeWithAnOffset_IsTheFilter()
    {
        await using var relay = await RelayHost.StartAsync();
        await using var console = await ConsolePage.OpenAsync(
            chromium, relay, "messages?acceptedFrom=2026-11-25T00:00:00+01:00",
            new() { Locale = "en-GB", TimezoneId = "UTC" });

        await Expect(console.Page.GetByLabel("Accepted from")).ToHaveValueAsync("2026-11-24T23:00");
        await Expect(console.Page.GetByText("Nothing matches")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("messages?acceptedFrom=soon", "acceptedFrom")]
    [InlineData("messages?acceptedTo=%2B275760-09-13T00:00:00Z", "acceptedTo")]
    [InlineData("messages?status=constructor", "status")]
    [InlineData("messages/.", "Newest first.")]
    [InlineData("messages/..", "Newest first.")]
    [InlineData("constructor", "What Relay does at the moment.")]
    public async Task Address_Invalid_ShowsTheViewAndWhatIsWrong(string address, string shown)
    {
        await using var relay = await RelayHost.StartAsync();
        await using var console = await ConsolePage.OpenAsync(
            chromium, relay, address, new() { Locale = "en-GB", TimezoneId = "Europe/Moscow" });

        await Expect(console.Page.Locator("main")).ToContainTextAsync(shown);
        await Expect(console.Page.Locator("main h1")).ToBeVisibleAsync();
    }
}
