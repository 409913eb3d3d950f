using System.Diagnostics;

namespace DurableTask.Sqlite.Tests.Package;

/// <summary>Runs a command of the .NET SDK as a developer does at a prompt.</summary>
internal static class DotnetCommand
{
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The variables of the test run's own build are not set at a prompt.
        var own = start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase));
        foreach (var name in own.ToList())
            start.Environment.Remove(name);
        // Servers that outlive the command would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        // As Directory.Build.props sets it for the tests.
        start.Environment["DOTNET_TieredPGO"] = "0";

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}\n{await errors}");
        return output;
    }
}
