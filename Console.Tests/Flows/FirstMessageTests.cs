using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class FirstMessageTests(ChromiumBrowser chromium)
{
    private const string Demonstration = """{ "gateways": { "gateway_1": { "url": "gateway_1" }, "gateway_2": { "url": "gateway_2" } } }""";

    [Fact]
    public async Task FreshStart_InTwoClicks_SendsAMessageAndSeesItDelivered()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Demonstration, settings: ["--Relay:GatewayBaseUrl="]);
        await using var console = await ConsolePage.OpenAsync(chromium, relay);

        await console.Link("Send a first message").ClickAsync();
        await console.Button("Send").ClickAsync();

        var delivery = console.Page.GetByRole(AriaRole.Region, new() { Name = "Delivery" });
        await Expect(delivery.Locator(".pill")).ToHaveTextAsync("Delivered");
        await Expect(delivery).ToContainTextAsync("accepted by the gateway");
    }

    [Fact]
    public async Task FreshStart_OnlyByKeyboard_SendsAMessageAndSeesItDelivered()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Demonstration, settings: ["--Relay:GatewayBaseUrl="]);
        await using var console = await ConsolePage.OpenAsync(chromium, relay);

        await TabToAsync(console, console.Link("Try it"));
        await console.Page.Keyboard.PressAsync("Enter");
        await TabToAsync(console, console.Page.GetByLabel("Message", new() { Exact = true }));
        await console.Page.Keyboard.TypeAsync("!");
        await TabToAsync(console, console.Button("Send"));
        await console.Page.Keyboard.PressAsync("Enter");

        await Expect(console.Page.GetByRole(AriaRole.Region, new() { Name = "Delivery" }).Locator(".pill")).ToHaveTextAsync("Delivered");
    }

    private static async Task TabToAsync(ConsolePage console, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var i = 0; i < 40; i++)
        {
            await console.Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"{target} can't be reached with the Tab key.");
    }
}
