using System.Diagnostics;

namespace EndToEnd.Tests.WorkerHost.Workers;

/// <summary>The process of a worker, started with the arguments and the environment that the Functions host gives.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    public static WorkerProcess Start(
        WorkerConfig config, Uri rpcAddress, string workerId, IReadOnlyDictionary<string, string> appSettings, HostLog log)
    {
        var start = new ProcessStartInfo(config.Executable, Arguments(config, rpcAddress, workerId))
        {
            WorkingDirectory = config.AppFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As Directory.Build.props sets them for the tests.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        foreach (var (name, value) in appSettings)
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = config.AppFolder;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = config.AppFolder;

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => log.WriteConsole(e.Data);
        process.ErrorDataReceived += (_, e) => log.WriteConsole(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new WorkerProcess(process);
    }

    /// <summary>Waits for the end of the process and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, as the host sends it to a worker that it stops.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(provider: null)]);
        kill.WaitForExit();
    }

    public void Dispose() => _process.Dispose();

    // The first five options are the legacy names of the others; the host passes both.
    private static string[] Arguments(WorkerConfig config, Uri rpcAddress, string workerId)
    {
        var requestId = Guid.NewGuid().ToString();
        var maxMessageLength = int.MaxValue.ToString(provider: null);
        return
        [
            config.WorkerPath,
            "--host", rpcAddress.Host,
            "--port", rpcAddress.Port.ToString(provider: null),
            "--workerId", workerId,
            "--requestId", requestId,
            "--grpcMaxMessageLength", maxMessageLength,
            "--functions-uri", rpcAddress.AbsoluteUri,
            "--functions-worker-id", workerId,
            "--functions-request-id", requestId,
            "--functions-grpc-max-message-length", maxMessageLength,
        ];
    }
}
