using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DurableTask.Sqlite.Tests.Azurite;

/// <summary>
/// The storage emulator of the pinned npm package, in memory, on free loopback ports.
/// </summary>
internal sealed class AzuriteProcess : IDisposable
{
    private const int MaxStarts = 3;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private AzuriteProcess(Process process, string connectionString) =>
        (_process, ConnectionString) = (process, connectionString);

    public string ConnectionString { get; }

    /// <summary>Starts the emulator, or returns why it could not be installed.</summary>
    public static async Task<(AzuriteProcess? Azurite, string? Missing)> TryStartAsync()
    {
        var (folder, problem) = await NpmPackages.InstallAsync(Path.Combine(AppContext.BaseDirectory, "Azurite"));
        if (problem is not null)
            return (null, $"Azurite could not be installed: {problem}");

        for (var start = 1; ; start++)
        {
            try
            {
                return (await StartAsync(folder), null);
            }
            catch (InvalidOperationException) when (start < MaxStarts)
            {
                // Another process may take a free port before Azurite listens on it.
            }
        }
    }

    private static async Task<AzuriteProcess> StartAsync(string folder)
    {
        var ports = FreePorts(3);
        var process = Start(
            "node",
            folder,
            [
                Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js"),
                "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck", "--silent",
                "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
            ]);
        try
        {
            await WaitUntilListeningAsync(process).WaitAsync(StartTimeout);
        }
        catch
        {
            process.Kill();
            throw;
        }

        return new AzuriteProcess(process, ConnectionTo(ports));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task WaitUntilListeningAsync(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        for (var listening = 0; listening < 3;)
        {
            var line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException(
                    $"Azurite exited before it listened on all ports: {await errors}");
            if (line.Contains("successfully listening", StringComparison.Ordinal))
                listening++;
        }

        _ = process.StandardOutput.ReadToEndAsync();
    }

    // The emulator's well-known account and key.
    private static string ConnectionTo(int[] ports) => new StringBuilder("DefaultEndpointsProtocol=http;")
        .Append("AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVE")
        .Append("rCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;")
        .Append($"BlobEndpoint=http://127.0.0.1:{ports[0]}/devstoreaccount1;")
        .Append($"QueueEndpoint=http://127.0.0.1:{ports[1]}/devstoreaccount1;")
        .Append($"TableEndpoint=http://127.0.0.1:{ports[2]}/devstoreaccount1;")
        .ToString();

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }

    private static Process Start(string command, string folder, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
