using System.Threading.Channels;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Writing;

/// <summary>
/// The one thread that writes. It commits together whatever queued during the last commit, without waiting for more.
/// </summary>
internal sealed partial class StoreWriter : IDisposable
{
    private const int LargestBatch = 2_000;

    private readonly WriterStatements _statements;
    private readonly IdleMonitor _idle;
    private readonly TimerPump _timers;
    private readonly ILogger _logger;
    private readonly Channel<WriteOperation> _queue;
    private readonly List<WriteOperation> _batch = new(LargestBatch);
    private readonly Thread _thread;

    public StoreWriter(
        SqliteDatabase database, int capacity, IdleMonitor idle, TimerPump timers, ILogger logger)
    {
        (_idle, _timers, _logger) = (idle, timers, logger);
        _statements = new WriterStatements(database);
        _queue = Channel.CreateBounded<WriteOperation>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _timers.Publish(_statements.FirstDue());
        _thread = new Thread(Run) { Name = "DurableTask.Sqlite writer", IsBackground = true };
        _thread.Start();
    }

    public int Queued => _queue.Reader.Count;

    /// <summary>For callers who can be told to come back: nothing waits for room.</summary>
    /// <exception cref="WriteQueueFullException">The queue is full; nothing will be stored.</exception>
    public Task WriteOrRefuseAsync(WriteOperation operation)
    {
        _idle.Enter();
        if (_queue.Writer.TryWrite(operation))
            return operation.Task;

        _idle.Leave();
        ObjectDisposedException.ThrowIf(_queue.Reader.Completion.IsCompleted, typeof(SqliteOrchestrationService));
        throw new WriteQueueFullException();
    }

    /// <summary>For the results of work that is done: they wait for room.</summary>
    public async Task WriteAsync(WriteOperation operation)
    {
        _idle.Enter();
        try
        {
            await _queue.Writer.WriteAsync(operation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            _idle.Leave();
            throw new ObjectDisposedException(nameof(SqliteOrchestrationService));
        }

        await operation.Task.ConfigureAwait(false);
    }

    /// <summary>Writes what is queued, then stops.</summary>
    public void Dispose()
    {
        if (_queue.Writer.TryComplete())
            _thread.Join();
        _statements.Dispose();
    }

    private void Run()
    {
        while (WaitForWork())
        {
            while (_batch.Count < LargestBatch && _queue.Reader.TryRead(out var operation))
                _batch.Add(operation);
            if (!TryCommit(_batch, out var error))
                RetryEach(error);
            _batch.Clear();
        }
    }

    private bool WaitForWork()
    {
        var ready = _queue.Reader.WaitToReadAsync();
        return ready.IsCompletedSuccessfully ? ready.Result : ready.AsTask().GetAwaiter().GetResult();
    }

    private bool TryCommit(List<WriteOperation> batch, out Exception? error)
    {
        long? firstDue;
        try
        {
            _statements.Begin();
            foreach (var operation in batch)
                operation.Execute(_statements);
            firstDue = _statements.FirstDue();
            _statements.Commit();
        }
        catch (Exception exception)
        {
            // Whatever went wrong is its callers' to know; the writer goes on with the next.
            _statements.Rollback();
            error = exception;
            return false;
        }

        error = null;
        _timers.Publish(firstDue);
        foreach (var operation in batch)
            Finish(operation);
        return true;
    }

    // One operation's failure must not be its neighbours': each gets a transaction of its own.
    private void RetryEach(Exception? error)
    {
        if (_batch.Count == 1)
        {
            Fail(_batch[0], error!);
            return;
        }

        foreach (var operation in _batch.ToArray())
        {
            if (!TryCommit([operation], out error))
                Fail(operation, error!);
        }
    }

    private void Finish(WriteOperation operation)
    {
        operation.Publish();
        operation.TrySetResult();
        _idle.Leave();
    }

    private void Fail(WriteOperation operation, Exception error)
    {
        LogFailed(_logger, operation.GetType().Name, error);
        operation.Fail();
        operation.TrySetException(error);
        _idle.Leave();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store could not be changed ({Operation}).")]
    private static partial void LogFailed(ILogger logger, string operation, Exception error);
}
