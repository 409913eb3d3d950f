using System.Threading.Channels;

namespace EndToEnd.Tests.WorkerHost.Workers;

/// <summary>
/// Keeps one worker running. If its process ends, its invocations fail and it is replaced; invocations in between wait
/// for the next worker, as on the Functions host.
/// </summary>
internal sealed class WorkerSupervisor(
    WorkerConfig config, WorkerConnections connections, IReadOnlyDictionary<string, string> appSettings, HostLog log)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private volatile TaskCompletionSource<IsolatedWorker> _current = NewWorker();
    private readonly Channel<int> _exits = Channel.CreateUnbounded<int>();
    private WorkerProcess? _process;
    private Task _supervising = Task.CompletedTask;

    /// <summary>The worker to invoke functions on, once it has loaded them.</summary>
    public Task<IsolatedWorker> Current => _current.Task;

    /// <summary>Starts the first worker on an RPC server.</summary>
    public Task<IsolatedWorker> StartAsync(Uri rpcAddress)
    {
        _supervising = SuperviseAsync(rpcAddress);
        return Current;
    }

    /// <summary>Kills the worker (SIGKILL) and waits until invocations wait for the next one.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _exits.Reader.ReadAsync();
    }

    /// <summary>Stops the worker (SIGTERM) and waits until invocations wait for the next one.</summary>
    public async Task StopAsync()
    {
        _process!.Terminate();
        await _exits.Reader.ReadAsync();
    }

    /// <summary>Asks the worker to end, and kills it if it has not by the end of the grace period.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        if (_current.Task.IsCompletedSuccessfully)
            (await _current.Task).Terminate();
        await Task.WhenAny(_supervising, Task.Delay(IsolatedWorker.GracePeriod, TimeProvider.System));
        if (!_supervising.IsCompleted)
            _process?.Kill();
        await _supervising;
        _stop.Dispose();
    }

    private static TaskCompletionSource<IsolatedWorker> NewWorker() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SuperviseAsync(Uri rpcAddress)
    {
        while (!_stop.IsCancellationRequested)
        {
            var workerId = Guid.NewGuid().ToString();
            var connection = connections.Expect(workerId);
            using var process = WorkerProcess.Start(config, rpcAddress, workerId, appSettings, log);
            _process = process;
            var exited = process.WaitForExitAsync();
            _ = InitializeAsync(connection);
            var exitCode = await exited;
            log.Write("host", $"The worker process exited with code {exitCode}.");
            var failed = _current;
            _current = NewWorker();
            connection.Fail(new WorkerProcessExitException(exitCode));
            _exits.Writer.TryWrite(exitCode);
            // A worker that never came up stops the host instead of starting again and again.
            if (failed.TrySetException(new WorkerProcessExitException(exitCode)))
                return;
        }
    }

    private async Task InitializeAsync(WorkerConnection connection)
    {
        var current = _current;
        try
        {
            current.TrySetResult(await IsolatedWorker.InitializeAsync(connection, config.AppFolder));
        }
        catch (Exception exception)
        {
            current.TrySetException(exception);
        }
    }
}
