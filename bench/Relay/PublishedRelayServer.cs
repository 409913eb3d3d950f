using System.Diagnostics;
using Bench.Reporting;

namespace Bench.Relay;

/// <summary>RelayServer in its own folder, published as docs/hosting.md shows.</summary>
internal sealed class PublishedRelayServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("relay-bench-publish-");

    private PublishedRelayServer()
    {
    }

    /// <summary>The server's assembly.</summary>
    public string Assembly => Path.Combine(_folder.FullName, "RelayServer.dll");

    public static async Task<PublishedRelayServer> PublishAsync()
    {
        var project = BuildMetadata.PathOf("RelayServerProject");
        var published = new PublishedRelayServer();
        using var publish = Process.Start(
            "dotnet",
            [
                "publish", project, "-c", "Release", "-r", "linux-x64", "--no-self-contained",
                "-o", published._folder.FullName, "-v", "q", "-nologo",
            ]);
        await publish.WaitForExitAsync();
        if (publish.ExitCode == 0)
            return published;

        published.Dispose();
        throw new InvalidOperationException("RelayServer could not be published.");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
