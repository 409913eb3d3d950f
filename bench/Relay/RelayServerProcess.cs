using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Bench.Load;
using Bench.Reporting;

namespace Bench.Relay;

/// <summary>RelayServer as a user runs it: its own process, a new store, the log discarded.</summary>
internal sealed class RelayServerProcess : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("relay-bench-");
    private readonly ProcessStartInfo _start;
    private readonly PeakMemory _peak;
    private Process _process;

    /// <param name="gatewayUrl">The base address for names that the catalogue lacks.</param>
    /// <param name="catalogue">The text of its gateways.json; null for the app's own.</param>
    /// <param name="settings">Further environment variables.</param>
    /// <param name="launcher">A command that runs the server, such as <c>taskset</c>.</param>
    /// <param name="server">The server's assembly; null for the one that was built with the bench.</param>
    public RelayServerProcess(
        string gatewayUrl,
        string? catalogue = null,
        IReadOnlyDictionary<string, string>? settings = null,
        string launcher = "",
        string? server = null)
    {
        Address = new IPEndPoint(IPAddress.Loopback, FreePort());
        server ??= BuildMetadata.PathOf("RelayServer");
        // The shell redirects the output; `exec` makes the server the process that is measured.
        _start = new ProcessStartInfo(
            "/bin/sh", ["-c", $"exec {launcher} dotnet '{server}' --urls http://{Address} >/dev/null 2>>'{ErrorFile}'"])
        {
            WorkingDirectory = _folder.FullName,
        };
        _start.Environment["Relay__GatewayBaseUrl"] = gatewayUrl;
        // As the container and the systemd unit set it.
        _start.Environment["DOTNET_TieredPGO_InstrumentOnlyHotCode"] = "0";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            _start.Environment[name] = value;
        if (catalogue is not null)
        {
            var file = Path.Combine(_folder.FullName, "gateways.json");
            File.WriteAllText(file, catalogue);
            _start.Environment["Relay__GatewaysFile"] = file;
        }

        _process = Process.Start(_start)!;
        _peak = new PeakMemory(() => _process);
    }

    public IPEndPoint Address { get; }

    /// <summary>Resident memory in MiB, as the kernel has it.</summary>
    public double ResidentMegabytes() => ProcessMemory.Of(_process.Id);

    /// <summary>The peak of the resident memory of all its processes, in MiB.</summary>
    public double PeakResidentMegabytes() => _peak.Read();

    /// <summary>How many file descriptors are open.</summary>
    public int Handles() => Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;

    /// <summary>Whether the process has ended.</summary>
    public bool HasEnded => _process.HasExited;

    private string ErrorFile => Path.Combine(_folder.FullName, "errors.txt");

    /// <summary>Size of the store in MiB, its write-ahead log included.</summary>
    public double StoreMegabytes() =>
        new DirectoryInfo(Path.Combine(_folder.FullName, "data")).EnumerateFiles().Sum(file => file.Length) / 1024.0 / 1024.0;

    /// <summary>The processor time that it has used, user and system.</summary>
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
            catch (Exception exception) when (exception is SocketException or IOException && !HasEnded)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    /// <summary>SIGKILL: nothing is flushed, no handler runs.</summary>
    public void Kill()
    {
        _peak.Read();
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Starts the server again, on the same store and address, after its process has ended.</summary>
    public void StartAgain()
    {
        _process.Dispose();
        _process = Process.Start(_start)!;
    }

    /// <summary>Returns the exit code of the process that has ended, and its first lines on stderr.</summary>
    public string DescribeExit()
    {
        var lines = File.ReadLines(ErrorFile).Where(line => line.Length > 0).Take(8);
        return string.Join(" | ", lines.Prepend($"exit code {_process.ExitCode}"));
    }

    public void Dispose()
    {
        Kill();
        _peak.Dispose();
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
