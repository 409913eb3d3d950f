using Microsoft.Playwright;
using RelayFunctions.Tests.WebConsole.Browsing;

namespace RelayFunctions.Tests.WebConsole.Layout;

/// <summary>Each view in both themes, both languages and all widths: nothing overflows, and axe-core finds nothing.</summary>
public sealed class ViewTests(ChromiumBrowser chromium, Scene scene) : IClassFixture<Scene>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light, "en-GB")]
    [InlineData(360, ColorScheme.Dark, "ru-RU")]
    public Task Views_OfEachKind_FitAndAreAccessible(int width, ColorScheme theme, string language) =>
        ForEachViewAsync(width, theme, language, LayoutAssert.FitsAndIsAccessibleAsync);

    [Theory]
    [InlineData(768, ColorScheme.Light, "ru-RU")]
    [InlineData(3840, ColorScheme.Light, "en-GB")]
    public Task Views_AtOtherWidths_Fit(int width, ColorScheme theme, string language) =>
        ForEachViewAsync(width, theme, language, LayoutAssert.FitsAsync);

    [Fact]
    public async Task Texts_OfBothLanguages_HaveTheSameNames()
    {
        await using var console = await ConsolePage.OpenAsync(chromium, scene.Relay, options: new() { Locale = "ru-RU" });
        const string Names = "async language => Object.keys((await import(`${location.origin}/console/text-${language}.js`)).default).sort()";

        Assert.Equal("ru", await console.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(
            await console.Page.EvaluateAsync<string[]>(Names, "en"), await console.Page.EvaluateAsync<string[]>(Names, "ru"));
    }

    private async Task ForEachViewAsync(int width, ColorScheme theme, string language, Func<IPage, string, Task> assertAsync)
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
            await assertAsync(console.Page, name);
        }
    }
}
