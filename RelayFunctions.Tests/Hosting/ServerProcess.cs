using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace RelayFunctions.Tests.Hosting;

/// <summary>RelayServer as a separate process, with all lines that it writes.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();

    private ServerProcess(Process process) => _process = process;

    /// <summary>Its address, from its own first line.</summary>
    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Starts it on a free port and waits until it says that it listens.</summary>
    public static async Task<ServerProcess> StartAsync(
        string folder, IReadOnlyDictionary<string, string>? settings = null, params string[] args)
    {
        return await StartAsync(Launch(folder, settings, ["--urls=http://127.0.0.1:0", .. args]));
    }

    private static async Task<ServerProcess> StartAsync(ServerProcess server)
    {
        var listens = await server.LineAsync("functions on http://");
        server.Address = new Uri(listens[listens.IndexOf("http://", StringComparison.Ordinal)..].Trim());
        return server;
    }

    /// <summary>
    /// Starts it so that <see cref="LimitFilesAsync"/> can make its disk full: the signal would otherwise end the
    /// process.
    /// </summary>
    public static Task<ServerProcess> StartToLimitFilesAsync(string folder, IReadOnlyDictionary<string, string> settings) =>
        StartAsync(Launch(folder, settings, ["--urls=http://127.0.0.1:0"], ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"]));

    /// <summary>Starts it with so many file descriptors at most.</summary>
    public static Task<ServerProcess> StartWithDescriptorsAsync(string folder, int descriptors) =>
        StartAsync(Launch(folder, null, ["--urls=http://127.0.0.1:0"], ["sh", "-c", $"ulimit -n {descriptors}; exec \"$@\"", "sh"]));

    /// <summary>
    /// Starts it so that <see cref="Interrupt"/> and <see cref="HangUp"/> reach it: a job in the background of a script
    /// ignores SIGINT, one under nohup SIGHUP, and both pass that on.
    /// </summary>
    public static Task<ServerProcess> StartToInterruptAsync(string folder, IReadOnlyDictionary<string, string> settings) =>
        StartAsync(Launch(folder, settings, ["--urls=http://127.0.0.1:0"], ["env", "--default-signal=INT,HUP"]));

    /// <summary>Starts it with settings that it must refuse, and waits until it has ended.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<string> Lines)> RunToEndAsync(
        string folder, IReadOnlyDictionary<string, string>? settings = null, params string[] args)
    {
        await using var server = Launch(folder, settings, args);
        return (await server.ExitAsync(), server.Lines);
    }

    /// <summary>Waits for a further line that contains a text.</summary>
    public async Task<string> LineAsync(string containing)
    {
        await foreach (var line in _unread.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (line.Contains(containing, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException(
            $"The server ended without a line that contains \"{containing}\":\n{string.Join('\n', Lines)}");
    }

    /// <summary>Lets no file of the process grow past a length in bytes; "unlimited" lifts that.</summary>
    public async Task LimitFilesAsync(string length)
    {
        using var limit = Process.Start("prlimit", [$"--pid={_process.Id}", $"--fsize={length}:unlimited"]);
        await limit.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, limit.ExitCode);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends SIGTERM, as a service manager does; returns the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        Signal("TERM");
        return await ExitAsync();
    }

    /// <summary>Sends SIGINT, as Ctrl+C does.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Sends SIGHUP, as the end of a terminal does.</summary>
    public void HangUp() => Signal("HUP");

    /// <summary>Waits until it has ended; returns the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    /// <summary>Starts it, and does not wait until it listens.</summary>
    public static ServerProcess Launch(
        string folder, IReadOnlyDictionary<string, string>? settings, string[] args, string[]? under = null)
    {
        string[] command = [.. under ?? [], "dotnet", Path.Combine(BuildOutput.RelayServer, "RelayServer.dll"), .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As Directory.Build.props sets them for the tests.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var server = new ServerProcess(new Process { StartInfo = start });
        server._process.OutputDataReceived += (_, e) => server.Receive(e.Data);
        server._process.ErrorDataReceived += (_, e) => server.Receive(e.Data);
        server._process.EnableRaisingEvents = true;
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    private int _openStreams = 2;

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(provider: null)]);
        kill.WaitForExit();
    }

    private void Receive(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            _unread.Writer.TryWrite(line);
        }
        else if (Interlocked.Decrement(ref _openStreams) == 0)
        {
            _unread.Writer.TryComplete();
        }
    }
}
