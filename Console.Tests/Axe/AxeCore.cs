using DurableTask.Sqlite.Tests.Azurite;
using Microsoft.Playwright;

namespace RelayFunctions.Tests.WebConsole.Axe;

/// <summary>Runs axe-core on a page.</summary>
internal static class AxeCore
{
    private static readonly Lazy<Task<string>> Script = new(ReadAsync);

    /// <summary>Returns the violations of all its rules, each with the elements at fault.</summary>
    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(await Script.Value);
        return await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes.map(n => `${n.html} (${n.failureSummary})`).join('; ')}`)");
    }

    private static async Task<string> ReadAsync()
    {
        var (folder, problem) = await NpmPackages.InstallAsync(Path.Combine(AppContext.BaseDirectory, "Axe"));
        Assert.True(problem is null, problem);
        return await File.ReadAllTextAsync(Path.Combine(folder, "node_modules", "axe-core", "axe.min.js"));
    }
}
