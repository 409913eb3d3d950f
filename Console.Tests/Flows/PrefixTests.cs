using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.Hosting;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class PrefixTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Console_WithARoutePrefixOpenedFromAnotherSite_SendsAMessageAndSeesItDelivered()
    {
        using var folder = new TempFolder();
        var host = await folder.WriteAsync(
            "host.json", """{"version": "2.0", "extensions": {"http": {"routePrefix": "a/b"} } }""");
        await using var relay = await RelayHost.StartAsync(
            catalogue: """{ "gateways": { "gateway_1": { "url": "gateway_1" } } }""",
            settings: ["--Relay:GatewayBaseUrl="],
            configure: builder => builder.HostJsonPath = host);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, prefix: "a/b/");

        // A data: page has an opaque origin, so the browser marks the navigation as cross-site.
        await console.Page.GotoAsync($"data:text/html,<a href=\"{console.Url}\">Relay</a>");
        await console.Link("Relay").ClickAsync();
        await console.Link("Send a first message").ClickAsync();
        await console.Button("Send").ClickAsync();

        await Expect(console.Page.Locator(".pill").First).ToHaveTextAsync("Delivered");

        var root = new Uri(relay.Http.BaseAddress!, "a/b/");
        await console.Page.GotoAsync(new Uri(root, "docs").ToString());
        await Expect(console.Page.GetByText(root.ToString().TrimEnd('/'), new() { Exact = true }).First).ToBeVisibleAsync();
    }
}
