using RelayFunctions.Tests.Hosting;
using RelayServer;

namespace RelayFunctions.Tests.Server;

/// <summary>
/// RelayServer's command line in this process, as if typed in a folder, without the second of processor time that a
/// process costs. The process itself is tested once, in <see cref="CheckTests"/>.
/// </summary>
internal static class ServerCommand
{
    /// <summary>Runs a command line, and asserts that each fault is a line without a full stop at its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(TempFolder folder, params string[] args)
    {
        string[] here = [$"--StartedIn={folder.Path}", $"--Storage:Path={Path.Combine(folder.Path, "relay.db")}"];
        var result = await FlowConsole.RunAsync(() => RelayServerApplication.RunAsync([.. here, .. args]));
        if (result.ExitCode != 0)
        {
            var faults = result.Errors.Split('\n').TakeWhile(line => !line.StartsWith("Usage:", StringComparison.Ordinal));
            Assert.DoesNotContain(faults, fault => fault.EndsWith('.'));
        }

        return result;
    }
}
