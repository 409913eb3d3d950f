using System.Collections.Concurrent;
using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class KeyTests(ChromiumBrowser chromium)
{
    private const string Operator = "--Functions:Keys:operator=open-sesame";

    [Fact]
    public async Task Key_Required_IsAskedOnceAndSentOnlyAsAHeader()
    {
        await using var relay = await RelayHost.StartAsync(settings: [Operator]);
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        var addresses = new ConcurrentQueue<string>();
        console.Page.Request += (_, request) => addresses.Enqueue(request.Url);
        var dialog = console.Page.GetByRole(AriaRole.Dialog);

        await console.Page.GetByLabel("Function key").FillAsync("wrong");
        await dialog.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(dialog).ToContainTextAsync("That key was not accepted.");
        await console.Page.GetByLabel("Function key").FillAsync("open-sesame");
        await dialog.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(console.Page.GetByText("No messages yet")).ToBeVisibleAsync();

        await console.Page.ReloadAsync();
        await Expect(console.Page.GetByText("No messages yet")).ToBeVisibleAsync();
        await console.ShowAsync("gateways");
        await Expect(console.Page.GetByText("services that Relay knows")).ToBeVisibleAsync();
        Assert.Equal(0, await dialog.CountAsync());
        Assert.DoesNotContain(addresses, address => address.Contains("sesame", StringComparison.Ordinal));
        Assert.Equal("{}", await console.Page.EvaluateAsync<string>("JSON.stringify({ ...localStorage })"));
    }

    [Fact]
    public async Task Key_ThatNoHeaderCanCarry_IsRefusedAndAskedForAgain()
    {
        await using var relay = await RelayHost.StartAsync(settings: [Operator]);
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        var key = console.Page.GetByLabel("Function key");

        await key.FillAsync("ключ");
        await key.PressAsync("Enter");
        await Expect(console.Page.Locator("#key-fault")).ToContainTextAsync("Check the keyboard layout.");
        await Expect(key).ToHaveAttributeAsync("aria-invalid", "true");

        await console.Page.EvaluateAsync("sessionStorage.setItem('relay-key', 'ключ')");
        await console.Page.ReloadAsync();
        await key.FillAsync(" open-sesame");
        await key.PressAsync("Enter");
        await Expect(console.Page.GetByText("No messages yet")).ToBeVisibleAsync();
    }

    // Chromium closes a dialog at the second Escape, whatever the page says.
    [Fact]
    public async Task KeyDialog_EscapePressedTwice_StaysOpen()
    {
        await using var relay = await RelayHost.StartAsync(settings: [Operator]);
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        var key = console.Page.GetByLabel("Function key");

        await key.PressAsync("Escape");
        await console.Page.Keyboard.PressAsync("Escape");
        await console.Page.Keyboard.PressAsync("Escape");

        await key.FillAsync("open-sesame");
        await key.PressAsync("Enter");
        await Expect(console.Page.GetByText("No messages yet")).ToBeVisibleAsync();
    }
}
