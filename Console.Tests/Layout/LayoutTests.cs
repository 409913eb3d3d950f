using Microsoft.Playwright;
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
            Assert.Equal($"{name}: 0", $"{name}: {await console.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")}");
            if (isJudged)
                Assert.Equal($"{name}: ", $"{name}: {string.Join("\n", await AxeCore.ViolationsAsync(console.Page))}");
        }
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
