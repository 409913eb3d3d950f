using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class ResendTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Message_ThatFailed_IsSentAgainAndForgotten()
    {
        await using var relay = await RelayHost.StartAsync();
        var id = await FailAsync(relay);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");

        await console.Button("Resend").ClickAsync();
        await InDialog(console, "Resend").ClickAsync();
        await Expect(console.Page.Locator("h1 .pill")).ToHaveTextAsync("Delivered");
        await Expect(console.Link(id)).ToBeVisibleAsync();

        await console.Link(id).ClickAsync();
        await console.Button("Delete").ClickAsync();
        await InDialog(console, "Delete").ClickAsync();
        await Expect(console.Page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Gateway_WhoseMessagesFailed_GetsThemAgainOnceAfterACount()
    {
        await using var relay = await RelayHost.StartAsync();
        await FailAsync(relay);
        await FailAsync(relay);
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "messages?gateway=bad");
        await console.AdvanceToNextOverviewAsync();

        await console.Button("Resend 2 failed").ClickAsync();
        await Expect(console.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Send 2 messages to bad again?");
        await InDialog(console, "Resend 2").ClickAsync();
        await Expect(console.Page.GetByText("2 messages are sent again.")).ToBeVisibleAsync();
        await relay.IdleAsync();

        await console.Button("Resend 2 failed").ClickAsync();
        await Expect(console.Page.GetByText("0 messages are sent again. Sent again before: 2.")).ToBeVisibleAsync();

        await FailAsync(relay);
        await console.AdvanceToNextOverviewAsync();
        await console.Button("Resend 3 failed").ClickAsync();
        await Expect(console.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Send 1 message to bad again?");
        await Expect(console.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Sent again before: 2.");
        await InDialog(console, "Resend 1").ClickAsync();
        await Expect(console.Page.GetByText("1 message is sent again. Sent again before: 2.")).ToBeVisibleAsync();
        await relay.IdleAsync();
        Assert.Equal(6, relay.Gateway.Requests.Select(request => request.MessageId).Distinct().Count());
    }

    // A resend leaves out what has expired.
    [Fact]
    public async Task Gateway_WithExpiredMessages_OffersOnlyTheFailedOnes()
    {
        await using var relay = await RelayHost.StartAsync();
        await FailAsync(relay);
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var expiresAt = relay.Clock.GetUtcNow().AddSeconds(30);
        using var sent = await relay.PostAsync("/send_message", $$"""{"message": "late", "gateway": "bad", "expiresAt": "{{expiresAt:O}}"}""");
        await relay.IdleAsync();
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        await console.AdvanceToNextOverviewAsync();

        await Expect(console.Page.Locator(".tile.is-failed dd")).ToHaveTextAsync("1permanently, of all stored messages; 1 expired");
        await Expect(console.Row("bad").Locator("[data-name=Failed]")).ToHaveTextAsync("1");
        await Expect(console.Page.Locator(".legend")).ToContainTextAsync("Expired");
        await console.ShowAsync("messages?gateway=bad");
        await console.Button("Resend 1 failed").ClickAsync();
        await Expect(console.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Send 1 message to bad again?");
        await InDialog(console, "Back").ClickAsync();

        await console.ShowAsync("messages?gateway=bad&acceptedFrom=2030-01-01T00:00:00Z");
        await Expect(console.Button("Resend failed messages of this period")).ToBeVisibleAsync();
    }

    /// <summary>Creates a failed message of a gateway that accepts the next one.</summary>
    private static async Task<string> FailAsync(RelayHost relay)
    {
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await relay.SendAsync(gateway: "bad");
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));
        await relay.AdvanceAsync(TimeSpan.FromMinutes(1));
        relay.Gateway.Respond = _ => StubResponse.Ok;
        return id;
    }

    private static ILocator InDialog(ConsolePage console, string name) =>
        console.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
