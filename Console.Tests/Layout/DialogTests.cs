using Microsoft.Playwright;
using RelayFunctions.Overviews;
using RelayFunctions.Tests.WebConsole.Browsing;

namespace RelayFunctions.Tests.WebConsole.Layout;

/// <summary>Each dialog: nothing overflows, axe-core finds nothing, the focus is in it and Escape closes it.</summary>
public sealed class DialogTests(ChromiumBrowser chromium, Scene scene) : IClassFixture<Scene>
{
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
            await LayoutAssert.FitsAndIsAccessibleAsync(console.Page, name);
            await console.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }
    }
}
