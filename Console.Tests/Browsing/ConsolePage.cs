using System.Collections.Concurrent;
using Microsoft.Playwright;
using RelayFunctions.Overviews;
using RelayFunctions.Tests.FrontDoor;

namespace RelayFunctions.Tests.WebConsole.Browsing;

/// <summary>
/// The console of a Relay in a browser. Disposal asserts that no script failed, no content security policy was
/// violated, and no request left Relay.
/// </summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private readonly RelayHost _relay;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private ConsolePage(RelayHost relay, string prefix, IBrowserContext context, IPage page)
    {
        _relay = relay;
        Url = new Uri(relay.Http.BaseAddress!, $"{prefix}console").ToString();
        _context = context;
        Page = page;
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            // The browser logs error responses of the API; the page shows them.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _faults.Enqueue(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(relay.Http.BaseAddress!.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:text/html,", StringComparison.Ordinal))
                _faults.Enqueue($"a request to {request.Url}");
        };
    }

    public IPage Page { get; }

    public string Url { get; }

    public static async Task<ConsolePage> OpenAsync(
        ChromiumBrowser chromium, RelayHost relay, string view = "", BrowserNewContextOptions? options = null, string prefix = "")
    {
        var context = await chromium.NewContextAsync(options ?? new() { Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 800 } });
        var console = new ConsolePage(relay, prefix, context, await context.NewPageAsync());
        await console.Page.GotoAsync($"{console.Url}#{view}");
        return console;
    }

    public async Task ShowAsync(string view)
    {
        await Page.EvaluateAsync("view => { location.hash = view; }", view);
        await Assertions.Expect(Page.Locator("main h1")).ToBeVisibleAsync();
    }

    /// <summary>Advances Relay's clock so that the overview is counted again.</summary>
    public Task AdvanceToNextOverviewAsync() => _relay.AdvanceAsync(OverviewReader.MinAge);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Row(string text) => Page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_faults);
    }
}
