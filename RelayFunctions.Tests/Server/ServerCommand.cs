using RelayFunctions.Tests.Hosting;
using RelayServer;

namespace RelayFunctions.Tests.Server;

/// <summary>
/// RelayServer's command line in this process, as if typed in a folder, without the second of processor time that a
/// process costs. The process itself is tested once, in <see cref="CheckTests"/>.
/// </summary>
internal static class ServerCommand
{
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(TempFolder folder, params string[] args)
    {
        string[] here = [$"--StartedIn={folder.Path}", $"--Storage:Path={Path.Combine(folder.Path, "relay.db")}"];
        return FlowConsole.RunAsync(() => RelayServerApplication.RunAsync([.. here, .. args]));
    }
}
