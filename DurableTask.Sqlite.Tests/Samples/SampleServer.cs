using System.Diagnostics;

namespace DurableTask.Sqlite.Tests.Samples;

/// <summary>A sample app that serves HTTP, as a process of its own on a free port.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    private readonly Process _process;

    private SampleServer(Process process) => _process = process;

    /// <summary>Its address, from the line that tells it.</summary>
    public Uri Address { get; private set; } = null!;

    /// <param name="sample">The sample's name.</param>
    /// <param name="listening">What the line says before the address.</param>
    /// <param name="arguments">More arguments.</param>
    public static async Task<SampleServer> StartAsync(string sample, string listening, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [SampleAssembly.PathOf(sample), "--urls=http://127.0.0.1:0", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        var server = new SampleServer(Process.Start(start)!);
        var line = await server.LineAsync($"{listening} http://");
        server.Address = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim());
        return server;
    }

    /// <summary>Waits for a further line that contains a text.</summary>
    public async Task<string> LineAsync(string containing)
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(containing, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The sample ended without a line that contains '{containing}'.");
    }

    /// <summary>Sends SIGTERM; returns the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
