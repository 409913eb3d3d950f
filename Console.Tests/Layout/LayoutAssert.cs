using Microsoft.Playwright;
using RelayFunctions.Tests.WebConsole.Axe;

namespace RelayFunctions.Tests.WebConsole.Layout;

/// <summary>Assertions for every page of the console.</summary>
internal static class LayoutAssert
{
    /// <summary>Nothing is wider than the window.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">What the page shows, for the failure's message.</param>
    public static async Task FitsAsync(IPage page, string name) =>
        Assert.Equal($"{name}: 0", $"{name}: {await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")}");

    /// <summary>Nothing is wider than the window, and axe-core finds no violation.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">What the page shows, for the failure's message.</param>
    public static async Task FitsAndIsAccessibleAsync(IPage page, string name)
    {
        await FitsAsync(page, name);
        Assert.Equal($"{name}: ", $"{name}: {string.Join("\n", await AxeCore.ViolationsAsync(page))}");
    }
}
