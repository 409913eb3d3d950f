using System.Text.Json;
using Microsoft.Playwright;
using RelayFunctions.Overviews;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.Gateway;
using RelayFunctions.Tests.WebConsole.Axe;
using RelayFunctions.Tests.WebConsole.Browsing;

namespace RelayFunctions.Tests.WebConsole.Layout;

/// <summary>Each view in both themes, both languages and all widths: nothing hangs over, and axe-core finds nothing.</summary>
public sealed class LayoutTests(ChromiumBrowser chromium, Scene scene) : IClassFixture<Scene>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light, "en-GB", true)]
    [InlineData(360, ColorScheme.Dark, "ru-RU", true)]
    [InlineData(768, ColorScheme.Light, "ru-RU", false)]
    [InlineData(3840, ColorScheme.Light, "en-GB", false)]
    public async Task Views_OfEachKind_FitAndAreAccessible(int width, ColorScheme theme, string language, bool isJudged)
    {
        await using var console = await ConsolePage.OpenAsync(chromium, scene.Relay, options: new()
        {
            Locale = language,
            ColorScheme = theme,
            ViewportSize = new() { Width = width, Height = 900 },
        });

        foreach (var (name, address, settled) in scene.Views)
        {
            await console.ShowAsync(address);
            await Assertions.Expect(console.Page.Locator(settled).First).ToBeVisibleAsync();
            await console.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => { part.open = true; })");
            await AssertInOrderAsync(console.Page, name, isJudged);
        }
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light, "en-GB")]
    [InlineData(360, ColorScheme.Dark, "ru-RU")]
    public async Task Dialogs_OfEachKind_FitAndAreAccessible(int width, ColorScheme theme, string language)
    {
        await using var console = await ConsolePage.OpenAsync(chromium, scene.Relay, options: new()
        {
            Locale = language,
            ColorScheme = theme,
            ViewportSize = new() { Width = width, Height = 900 },
        });

        foreach (var (name, address, button) in scene.Dialogs)
        {
            await console.ShowAsync(address);
            await scene.Relay.AdvanceAsync(OverviewReader.MinAge);
            await console.Page.Locator(button).First.ClickAsync();
            var dialog = console.Page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(dialog).ToBeVisibleAsync();
            await Assertions.Expect(dialog.GetByRole(AriaRole.Button).First).ToBeFocusedAsync();
            await AssertInOrderAsync(console.Page, name, isJudged: true);
            await console.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }
    }

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
        await AssertInOrderAsync(console.Page, "messages", isJudged: true);
        await console.ShowAsync($"messages/{id}");
        await Assertions.Expect(console.Page.Locator(".request pre").First).ToContainTextAsync("<script>");
        await AssertInOrderAsync(console.Page, "message", isJudged: true);
        foreach (var (view, settled) in new[] { ("overview", "tbody tr"), ("gateways", "tbody tr"), ($"try?gateway={name}", $"#p-{name[..64]}") })
        {
            await console.ShowAsync(view);
            await Assertions.Expect(console.Page.Locator(settled).First).ToBeVisibleAsync();
            await AssertInOrderAsync(console.Page, view, isJudged: true);
        }

        await console.ShowAsync($"messages?gateway={name}");
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Resend 1 failed" }).ClickAsync();
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(name);
        await AssertInOrderAsync(console.Page, "dialog", isJudged: true);
        Assert.Equal(0, await console.Page.GetByRole(AriaRole.Dialog).EvaluateAsync<int>("dialog => dialog.scrollWidth - dialog.clientWidth"));

        Assert.DoesNotContain("hit", await console.Page.TitleAsync(), StringComparison.Ordinal);
    }

    private static async Task AssertInOrderAsync(IPage page, string name, bool isJudged)
    {
        Assert.Equal($"{name}: 0", $"{name}: {await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")}");
        if (isJudged)
            Assert.Equal($"{name}: ", $"{name}: {string.Join("\n", await AxeCore.ViolationsAsync(page))}");
    }

    [Fact]
    public async Task Texts_OfBothLanguages_HaveTheSameNames()
    {
        await using var console = await ConsolePage.OpenAsync(chromium, scene.Relay, options: new() { Locale = "ru-RU" });
        const string Names = "async language => Object.keys((await import(`${location.origin}/console/text-${language}.js`)).default).sort()";

        Assert.Equal("ru", await console.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(
            await console.Page.EvaluateAsync<string[]>(Names, "en"), await console.Page.EvaluateAsync<string[]>(Names, "ru"));
    }
}
