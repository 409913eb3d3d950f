using System.Collections.Concurrent;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.WebConsole.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RelayFunctions.Tests.WebConsole.Flows;

public sealed class DocsTests(ChromiumBrowser chromium)
{
    // Scalar warns of schemas that it can't show in full.
    [Fact]
    public async Task Docs_Opened_WarnsOfNothingAndMissesNoFile()
    {
        await using var relay = await RelayHost.StartAsync();
        await using var console = await ConsolePage.OpenAsync(chromium, relay);
        var faults = new ConcurrentQueue<string>();
        console.Page.Console += (_, message) =>
        {
            if (message.Type is "warning" or "error")
                faults.Enqueue(message.Text);
        };
        console.Page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                faults.Enqueue($"{response.Status} {response.Url}");
        };

        await console.Page.GotoAsync(new Uri(relay.Http.BaseAddress!, "docs").ToString());
        await Expect(console.Page.GetByText("/send_message").First).ToBeVisibleAsync();

        Assert.Empty(faults);
    }
}
