using System.Text.Json;
using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.RecordingGateways;
using RelayFunctions.Tests.WebConsole.Browsing;

namespace RelayFunctions.Tests.WebConsole.Layout;

/// <summary>Markup, control characters and endless words from callers and gateways: shown as text, and they fit.</summary>
public sealed class HostileTextTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Texts_OfCallersAndGateways_AreInertAndFit()
    {
        const string Odd = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script> \u202Eabc\u2066 \u200B\u200D {{ id }} ${1} ";
        var text = Odd + new string('w', 4000) + new string('\u0301', 40);
        var name = new string('w', 100);
        await using var relay = await RelayHost.StartAsync(
            catalogue: $$"""
                { "gateways": { "{{name}}": { "url": "GATEWAY/", "retry": { "attempts": 1 }, "reason": { "json": "/why" }, "parameters": { "{{name[..64]}}": {} } } } }
                """);
        relay.Gateway.Respond = _ => new StubResponse(400, JsonSerializer.Serialize(new { why = text }));
        var id = await relay.SendAsync(text, name);
        await relay.IdleAsync();
        await using var console = await ConsolePage.OpenAsync(
            chromium, relay, "messages", new() { Locale = "en-GB", ViewportSize = new() { Width = 360, Height = 800 } });

        await Assertions.Expect(console.Row("400 Bad Request: <img")).ToBeVisibleAsync();
        await LayoutAssert.FitsAndIsAccessibleAsync(console.Page, "messages");
        await console.ShowAsync($"messages/{id}");
        await Assertions.Expect(console.Page.Locator(".request pre").First).ToContainTextAsync("<script>");
        await LayoutAssert.FitsAndIsAccessibleAsync(console.Page, "message");
        foreach (var (view, settled) in new[] { ("overview", "tbody tr"), ("gateways", "tbody tr"), ($"try?gateway={name}", $"#p-{name[..64]}") })
        {
            await console.ShowAsync(view);
            await Assertions.Expect(console.Page.Locator(settled).First).ToBeVisibleAsync();
            await LayoutAssert.FitsAndIsAccessibleAsync(console.Page, view);
        }

        await console.ShowAsync($"messages?gateway={name}");
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Resend 1 failed" }).ClickAsync();
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(name);
        await LayoutAssert.FitsAndIsAccessibleAsync(console.Page, "dialog");
        Assert.Equal(0, await console.Page.GetByRole(AriaRole.Dialog).EvaluateAsync<int>("dialog => dialog.scrollWidth - dialog.clientWidth"));

        Assert.DoesNotContain("hit", await console.Page.TitleAsync(), StringComparison.Ordinal);
    }
}
