using System.Diagnostics;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>The sample of the README, as two processes on one file.</summary>
public sealed class SampleAppTests
{
    [Fact]
    public async Task Sample_StartedAgain_ContinuesWhereItEnded()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "brew.db");

        Assert.Equal("tea is on its way\n", await RunAsync(file, "start", "tea"));
        Assert.Equal("\"tea\" is on its way already\n", await RunAsync(file, "start", "coffee"));
        Assert.Equal("\"tea is served\"\n", await RunAsync(file, "wait"));
        Assert.Equal("coffee is on its way\n", await RunAsync(file, "start", "coffee"));
    }

    private static async Task<string> RunAsync(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [SampleAssembly.PathOf("DurableTask.Sqlite.Sample"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SAMPLE_FILE"] = file;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await errors);
        return output.ReplaceLineEndings("\n");
    }
}
