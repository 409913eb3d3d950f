using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class CopyTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Copy_WithoutTheClipboardApi_Copies()
    {
        await using var relay = await RelayHost.StartAsync();
        var id = await relay.SendAsync();
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");
        // As on plain http from another computer.
        await console.Page.EvaluateAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined })");

        await console.Page.Locator(".facts button").ClickAsync();

        await Expect(console.Button("Copied")).ToBeFocusedAsync();
        await console.Page.Context.GrantPermissionsAsync(["clipboard-read"]);
        await console.Page.ReloadAsync();
        Assert.Equal(id, await console.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }
}
