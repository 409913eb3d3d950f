using DurableTask.Core;
using DurableTask.Sqlite.Operations;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    private readonly Lock _lifecycle = new();
    private CancellationTokenSource? _running;
    private Task _loading = Task.CompletedTask;
    private volatile int _starts;

    /// <summary>Starts to hand out work: that of the file first.</summary>
    public Task StartAsync()
    {
        lock (_lifecycle)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_running is not null)
                return Task.CompletedTask;
            PutBackThrownAway();
            _starts++;
            _running = new CancellationTokenSource();
            var stopped = _running.Token;
            _loading = Task.Run(() => Task.WhenAll(_loader.RunAsync(stopped), _backfill?.RunAsync(stopped) ?? Task.CompletedTask));
        }

        _timers.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="StopAsync(bool)"/>
    public Task StopAsync() => StopAsync(isForced: false);

    /// <summary>Stops to hand out work. What is in somebody's hands may still be completed.</summary>
    /// <param name="isForced">
    /// Whether the dispatchers, which stop first, did not wait for their work: then an activity that they threw away is
    /// found out at the next start, else now.
    /// </param>
    public async Task StopAsync(bool isForced)
    {
        CancellationTokenSource? running;
        Task loading;
        lock (_lifecycle)
            (running, _running, loading) = (_running, null, _loading);
        if (running is null)
            return;

        _timers.Stop();
        await running.CancelAsync().ConfigureAwait(false);
        await loading.ConfigureAwait(false);
        running.Dispose();
        if (!isForced)
            PutBackThrownAway();
    }

    /// <summary>Nothing to do: the file was made when the service was.</summary>
    public Task CreateIfNotExistsAsync() => Task.CompletedTask;

    /// <inheritdoc cref="CreateAsync(bool)"/>
    public Task CreateAsync() => CreateAsync(recreateInstanceStore: true);

    /// <summary>Empties the store, where asked to.</summary>
    /// <param name="recreateInstanceStore">Whether to delete all that the store holds.</param>
    public Task CreateAsync(bool recreateInstanceStore) => DeleteAsync(recreateInstanceStore);

    /// <inheritdoc cref="DeleteAsync(bool)"/>
    public Task DeleteAsync() => DeleteAsync(deleteInstanceStore: true);

    /// <summary>Empties the store, where asked to; the file itself stays.</summary>
    /// <param name="deleteInstanceStore">Whether to delete all that the store holds.</param>
    public Task DeleteAsync(bool deleteInstanceStore) =>
        deleteInstanceStore ? _writer.WriteAsync(new ClearStore(_instances, _activities)) : Task.CompletedTask;

    private bool FireTimers()
    {
        if (_instances.Timers.Room == 0)
            return false;

        _ = FireTimersAsync();
        return true;
    }

    private async Task FireTimersAsync()
    {
        try
        {
            await _writer.WriteAsync(new FireTimers(_time, _instances, _timers)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The writer has logged it, and the pump knows. Nobody waits for this task.
        }
    }
}
