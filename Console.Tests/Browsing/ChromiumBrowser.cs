using Microsoft.Playwright;
using RelayFunctions.Tests.WebConsole.Browsing;

[assembly: AssemblyFixture(typeof(ChromiumBrowser))]

namespace RelayFunctions.Tests.WebConsole.Browsing;

/// <summary>Debian's Chromium, one process for all tests, each with its own profile.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";

    /// <summary>Long enough for a loaded machine: only a failing test waits for so long.</summary>
    private static readonly float TimeoutMilliseconds = (float)TimeSpan.FromMinutes(2).TotalMilliseconds;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private IBrowser Browser => _browser ?? throw new InvalidOperationException("Chromium was not started.");

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Path), $"{Path} is missing: install the package chromium (apt-get install chromium).");
        Assertions.SetDefaultExpectTimeout(TimeoutMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Timeout = TimeoutMilliseconds,
            // The sandbox needs rights that containers and root do not have.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
    }

    /// <summary>Creates a new profile, isolated from others.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        var context = await Browser.NewContextAsync(options);
        context.SetDefaultTimeout(TimeoutMilliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}
