using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

/// <summary>Responses that arrive after the address has changed.</summary>
public sealed class LateResponseTests(ChromiumBrowser chromium)
{
    private const string Failing = """
        { "gateways": {
            "bad": { "url": "GATEWAY/bad", "retry": { "attempts": 1 } },
            "worse": { "url": "GATEWAY/worse", "retry": { "attempts": 1 } }
        } }
        """;

    [Fact]
    public async Task ShowMore_FilterChangedMeanwhile_ShowsOnlyWhatMatches()
    {
        await using var relay = await RelayHost.StartAsync();
        await relay.SendAsync(gateway: "rare");
        foreach (var _ in Enumerable.Range(0, 60))
            await relay.SendAsync(gateway: "busy");
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "messages");
        var rows = console.Page.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(50);
        var more = await HeldResponse.OfAsync(console.Page, "cursor=");

        await console.Button("Show more").ClickAsync();
        await more.Sent;
        await console.ShowAsync("messages?gateway=rare");
        await Expect(rows).ToHaveCountAsync(1);
        await more.ReleaseAsync();

        await Expect(rows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task ResendCount_FilterChangedMeanwhile_IsNotShownForAnotherGateway()
    {
        await using var relay = await StartFailingAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "messages?gateway=bad");
        var count = await HeldResponse.OfAsync(console.Page, "/messages/resend");

        await console.Button("Resend 1 failed").ClickAsync();
        await count.Sent;
        await console.ShowAsync("messages?gateway=worse");
        await Expect(console.Page.GetByLabel("Gateway")).ToHaveValueAsync("worse");
        await count.ReleaseAsync();

        await Expect(console.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Resend_ViewLeftMeanwhile_StaysAtTheOtherView()
    {
        await using var relay = await StartFailingAsync();
        var id = await relay.SendAsync(gateway: "bad");
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");
        var resend = await HeldResponse.OfAsync(console.Page, "/resend");

        await console.Button("Resend").ClickAsync();
        await console.Page.GetByRole(AriaRole.Dialog).Locator("button[type=submit]").ClickAsync();
        await resend.Sent;
        await console.ShowAsync("gateways");
        await resend.ReleaseAsync();

        Assert.EndsWith("#gateways", console.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NoResponseYet_KeepsTheGateway()
    {
        await using var relay = await StartFailingAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "try");
        var sent = await HeldResponse.OfAsync(console.Page, "/send_message");

        await console.Button("Send").ClickAsync();
        await sent.Sent;
        await Expect(console.Page.GetByLabel("Gateway")).ToBeDisabledAsync();
        await sent.ReleaseAsync();

        await Expect(console.Page.GetByLabel("Gateway")).ToBeEnabledAsync();
        await Expect(console.Page.GetByRole(AriaRole.Region, new() { Name = "Delivery" })).ToBeVisibleAsync();
    }

    private static async Task<RelayHost> StartFailingAsync()
    {
        var relay = await RelayHost.StartAsync(catalogue: Failing);
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        await relay.SendAsync(gateway: "bad");
        await relay.SendAsync(gateway: "worse");
        await relay.IdleAsync();
        return relay;
    }
}
