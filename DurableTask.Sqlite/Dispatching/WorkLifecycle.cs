using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>Starts and stops the dispatch of work, with the loader and the timers.</summary>
#pragma warning disable CA1001 // StopAsync disposes of the source.
internal sealed class WorkLifecycle(
    BacklogLoader loader,
    SearchBackfill? backfill,
    TimerPump timers,
    ActivityDispatch activities)
#pragma warning restore CA1001
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;
    private Task _loading = Task.CompletedTask;
    private bool _isClosed;

    public bool IsRunning
    {
        get
        {
            lock (_lock)
                return _running is not null;
        }
    }

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <exception cref="ObjectDisposedException">The service is disposed.</exception>
    public void Start()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteOrchestrationService));
            if (_running is not null)
                return;
            activities.RequeueDiscarded();
            _running = new CancellationTokenSource();
            var stopped = _running.Token;
            _loading = Task.Run(
                () => Task.WhenAll(loader.RunAsync(stopped), backfill?.RunAsync(stopped) ?? Task.CompletedTask));
        }

        timers.Start();
    }

    /// <param name="isForced">
    /// Whether the dispatchers, which stop first, did not wait for their work. Then a discarded activity is requeued at
    /// the next start, since it may still begin.
    /// </param>
    public async Task StopAsync(bool isForced)
    {
        CancellationTokenSource? running;
        Task loading;
        lock (_lock)
            (running, _running, loading) = (_running, null, _loading);
        if (running is null)
            return;

        timers.Stop();
        await running.CancelAsync().ConfigureAwait(false);
        await loading.ConfigureAwait(false);
        running.Dispose();
        if (!isForced)
            activities.RequeueDiscarded();
    }

    /// <summary>Forbids further starts. Returns false if they were already forbidden.</summary>
    public bool TryClose() => !Interlocked.Exchange(ref _isClosed, true);
}
