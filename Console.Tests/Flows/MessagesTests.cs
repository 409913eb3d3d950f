using System.Text.Json;
using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class MessagesTests(ChromiumBrowser chromium)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Messages_Filtered_StayFilteredAfterAReload()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = request => request.Target == "/bad" ? StubResponse.Unavailable : StubResponse.Ok;
        await relay.SendAsync(gateway: "good");
        await relay.SendAsync(gateway: "bad");
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "messages");
        var rows = console.Page.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);

        await console.Page.GetByLabel("Gateway").SelectOptionAsync("bad");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToContainTextAsync("503 Service Unavailable");
        await console.Page.GetByLabel("Status").SelectOptionAsync("delivered");
        await Expect(console.Page.GetByText("Nothing matches")).ToBeVisibleAsync();

        await console.Page.ReloadAsync();
        await Expect(console.Page.GetByText("Nothing matches")).ToBeVisibleAsync();
        await console.Link("Clear the filters").ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Messages_MoreThanAPage_LoadOnShowMore()
    {
        await using var relay = await RelayHost.StartAsync();
        foreach (var _ in Enumerable.Range(0, 60))
            await relay.SendAsync();
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "messages");
        await Expect(console.Page.Locator("tbody tr")).ToHaveCountAsync(50);

        await console.Button("Show more").ClickAsync();

        await Expect(console.Page.Locator("tbody tr")).ToHaveCountAsync(60);
        await Expect(console.Page.GetByText("60 messages, no more to show.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Message_Fails_ShowsEachAttemptAndTheFinalError()
    {
        await using var relay = await RelayHost.StartAsync(catalogue: Catalogues.Mixed, settings: Catalogues.Secrets);
        relay.Gateway.Respond = _ => new StubResponse(500, "");
        var id = await relay.SendAsync(gateway: "status");
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");
        var attempts = console.Page.Locator(".line li.is-failed");
        await Expect(attempts).ToHaveCountAsync(1);
        await Expect(console.Page.Locator(".line li.next")).ToContainTextAsync("Attempt 2");

        await relay.AdvanceAsync(Minute);
        await Expect(attempts).ToHaveCountAsync(2);
        await relay.AdvanceAsync(Minute);

        await Expect(console.Page.GetByText("Given up: 500 Internal Server Error")).ToBeVisibleAsync();
        await Expect(console.Page.GetByRole(AriaRole.Region, new() { Name = "Request" })).ToContainTextAsync("hello world");
    }

    [Fact]
    public async Task Message_ThatWaits_IsCancelled()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        var id = await relay.SendAsync();
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");

        await console.Button("Cancel").ClickAsync();
        await console.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(console.Page.Locator("h1 .pill")).ToHaveTextAsync("Cancelled");
    }

    [Fact]
    public async Task Message_ThatExpiresBeforeItsNextAttempt_SaysWhen()
    {
        await using var relay = await RelayHost.StartAsync();
        relay.Gateway.Respond = _ => StubResponse.Unavailable;
        using var response = await relay.PostAsync(
            "/send_message", """{"message": "a", "gateway": "g", "expiresAt": "2030-01-01T12:00:30Z"}""");
        var id = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("id").GetString();
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, $"messages/{id}");

        var next = console.Page.Locator(".line .next");

        await Expect(next).ToContainTextAsync("expires in");
        await Expect(next).Not.ToContainTextAsync("Attempt");
    }

    [Fact]
    public async Task Message_UnknownId_ShowsNotFound()
    {
        await using var relay = await RelayHost.StartAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay, "messages/none");

        await Expect(console.Page.GetByText("No such message")).ToBeVisibleAsync();
    }
}
