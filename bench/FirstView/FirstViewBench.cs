using System.Diagnostics;
using Bench.Listing;
using Bench.Load;
using Bench.Provider;
using Bench.Relay;
using Bench.Reporting;
using Microsoft.Playwright;

namespace Bench.FirstView;

/// <summary>How long a view of the console takes in Debian's Chromium, on a server with a million messages.</summary>
internal static class FirstViewBench
{
    private const string Chromium = "/usr/bin/chromium";
    private const int Visits = 10;

    private static readonly (string View, string Shown)[] Views =
    [
        ("", ".tiles dd"),
        ("messages", "table.rows tbody tr"),
        ("gateways", "main h1"),
        ("try", "main h1"),
    ];

    public static async Task RunAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        await FilledStore.CreateAsync(folder.File);
        await using var gateway = await InstantGateway.StartAsync();
        using var server = new RelayServerProcess(
            gateway.Url, settings: new Dictionary<string, string> { ["Storage__Path"] = folder.File });
        await server.FirstAcceptedAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] });

        foreach (var (view, shown) in Views)
        {
            var times = new double[Visits];
            for (var i = 0; i < Visits; i++)
                times[i] = await TimeAsync(browser, new Uri($"http://{server.Address}/console#{view}"), shown);
            await output.WriteLineAsync(new Measure($"/console#{view} first", times[0], "ms").ToString());
            await output.WriteLineAsync(
                new Measure($"/console#{view} median", Measure.Median(times), "ms", Goal.AtMost(500)).ToString());
        }
    }

    // A new browser context, so that nothing of the page is in the cache.
    private static async Task<double> TimeAsync(IBrowser browser, Uri address, string shown)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var started = Stopwatch.GetTimestamp();
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(shown).First.WaitForAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
