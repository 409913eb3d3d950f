using System.Reflection;
using Microsoft.Playwright;
using RelayFunctions.Tests.FrontDoor;
using RelayFunctions.Tests.WebConsole.Browsing;

namespace RelayFunctions.Tests.WebConsole.Layout;

/// <summary>Writes the screenshots in docs/images if RELAY_WRITE_DOCS=1 is set.</summary>
public sealed class ScreenshotTests(ChromiumBrowser chromium)
{
    private static readonly (string Name, int Width, int Height, ColorScheme Theme)[] Looks =
    [
        ("light", 1280, 860, ColorScheme.Light),
        ("dark", 1280, 860, ColorScheme.Dark),
        ("narrow", 360, 780, ColorScheme.Light),
    ];

    [Fact]
    public async Task Views_InEachTheme_AreSaved()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("RELAY_WRITE_DOCS") == "1", "Set RELAY_WRITE_DOCS=1 to write the screenshots.");
        await using var scene = new Scene();
        await scene.InitializeAsync();
        var root = typeof(ScreenshotTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "RepositoryRoot").Value!;
        foreach (var (look, width, height, theme) in Looks)
        {
            await using var console = await ConsolePage.OpenAsync(chromium, scene.Relay, options: new()
            {
                Locale = "en-GB",
                TimezoneId = "UTC",
                ColorScheme = theme,
                ViewportSize = new() { Width = width, Height = height },
            });
            foreach (var (name, address, settled) in scene.Views)
            {
                await console.ShowAsync(address);
                await Assertions.Expect(console.Page.Locator(settled).First).ToBeVisibleAsync();
                if (name == "try")
                    await ShowDeliveryAsync(console, scene.Relay);
                await console.Page.ScreenshotAsync(new() { Path = Path.Combine(root, "docs", "images", $"console-{name}-{look}.png") });
            }
        }
    }

    private static async Task ShowDeliveryAsync(ConsolePage console, RelayHost relay)
    {
        await console.Page.GetByLabel("Message", new() { Exact = true }).FillAsync("Deployed to production");
        await console.Page.GetByLabel("channel").FillAsync("releases");
        await console.Button("Send").ClickAsync();
        await Assertions.Expect(console.Page.Locator(".line li").First).ToBeVisibleAsync();
        // The gateway is rate-limited, and the previous screenshot used its permit.
        await relay.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Assertions.Expect(console.Page.Locator(".line li.is-delivered").First).ToBeVisibleAsync();
        await console.Page.EvaluateAsync("document.activeElement.blur()");
    }
}
