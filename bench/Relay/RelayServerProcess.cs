using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Bench.Load;
using Bench.Reporting;

namespace Bench.Relay;

/// <summary>RelayServer as a user runs it: a process of its own, on a new file, its log to nowhere.</summary>
internal sealed class RelayServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("relay-bench-");

    /// <param name="gatewayUrl">Where names go that the catalogue lacks.</param>
    /// <param name="catalogue">The text of its gateways.json; none for the app's own.</param>
    /// <param name="settings">More environment variables.</param>
    /// <param name="launcher">A command, as the shell has it, that becomes the server which stands behind it.</param>
    /// <param name="server">The server's assembly; none for the one that was built with the bench.</param>
    public RelayServerProcess(
        string gatewayUrl,
        string? catalogue = null,
        IReadOnlyDictionary<string, string>? settings = null,
        string launcher = "",
        string? server = null)
    {
        Address = new IPEndPoint(IPAddress.Loopback, FreePort());
        server ??= typeof(RelayServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "RelayServer").Value!;
        // The shell does what a user's `> /dev/null` does; `exec` makes the server the process that is measured.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {launcher} dotnet '{server}' --urls http://{Address} >/dev/null 2>&1"])
        {
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["Relay__GatewayBaseUrl"] = gatewayUrl;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        if (catalogue is not null)
        {
            var file = Path.Combine(_folder.FullName, "gateways.json");
            File.WriteAllText(file, catalogue);
            start.Environment["Relay__GatewaysFile"] = file;
        }

        _process = Process.Start(start)!;
    }

    public IPEndPoint Address { get; }

    /// <summary>Resident memory in MiB, as the kernel has it.</summary>
    public double ResidentMegabytes() => ProcessMemory.Of(_process.Id);

    /// <summary>The most resident memory that it ever had, in MiB; 0 once it has ended.</summary>
    public double PeakResidentMegabytes() => HasEnded ? 0 : ProcessMemory.PeakOf(_process.Id);

    /// <summary>Whether the process is gone.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Size of the store in MiB, its write-ahead log included.</summary>
    public double StoreMegabytes() =>
        new DirectoryInfo(Path.Combine(_folder.FullName, "data")).EnumerateFiles().Sum(file => file.Length) / 1024.0 / 1024.0;

    /// <summary>The CPU time that it has used, its own and the system's for it.</summary>
    public TimeSpan CpuTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Sends one message as soon as the server listens.</summary>
    public async Task FirstAcceptedAsync(string body = MessageLoad.Plain)
    {
        while (true)
        {
            try
            {
                await MessageLoad.SendAsync(Address, connections: 1, messages: 1, body);
                return;
            }
            catch (SocketException) when (!HasEnded)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
