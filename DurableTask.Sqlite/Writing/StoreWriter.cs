using System.Threading.Channels;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Writing;

/// <summary>
/// The one thread that writes. It commits together whatever queued during the last commit, without waiting for more.
/// </summary>
internal sealed partial class StoreWriter : IDisposable
{
    private const int MaxBatch = 2_000;

    // A batch's changed pages stay in memory until its commit.
    private const long MaxBatchBytes = 8 * 1024 * 1024;

    private readonly string _path;
    private readonly WriterStatements _statements;
    private readonly IdleMonitor _idle;
    private readonly TimerPump _timers;
    private readonly ILogger _logger;
    private readonly Channel<WriteOperation> _queue;
    private readonly List<WriteOperation> _batch = new(MaxBatch);
    private readonly Thread _thread;
    private long _bytes;
    private int _waiting;
    private long _batches;
    private volatile bool _isStopping;

    public StoreWriter(
        SqliteDatabase database, int capacity, IdleMonitor idle, TimerPump timers, ILogger logger)
    {
        (_path, _idle, _timers, _logger) = (database.Path, idle, timers, logger);
        _statements = new WriterStatements(database);
        // The thread that queues wakes the writer. The thread pool could not while all of its threads wait for the
        // writer. Callers that waited for room continue on the writer's thread, and only to wait for their operation.
        _queue = Channel.CreateBounded<WriteOperation>(
            new BoundedChannelOptions(capacity) { SingleReader = true, AllowSynchronousContinuations = true });
        _timers.Publish(_statements.Timers.FirstDue());
        _thread = new Thread(Run) { Name = "DurableTask.Sqlite writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many operations are queued or being written.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many batches were begun.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Queues a write of a client, which is rejected rather than made to wait for room.</summary>
    /// <exception cref="WriteQueueFullException">The queue is full; nothing will be stored.</exception>
    public Task WriteOrRejectAsync(WriteOperation operation)
    {
        if (Enter(operation) < MemoryBounds.QueueBytes && _queue.Writer.TryWrite(operation))
            return operation.Task;

        Leave(operation);
        ObjectDisposedException.ThrowIf(_queue.Reader.Completion.IsCompleted, typeof(SqliteOrchestrationService));
        throw new WriteQueueFullException();
    }

    /// <summary>Queues the result of work that is done, which waits for room.</summary>
    public async Task WriteAsync(WriteOperation operation)
    {
        Enter(operation);
        try
        {
            await _queue.Writer.WriteAsync(operation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            Leave(operation);
            throw new ObjectDisposedException(nameof(SqliteOrchestrationService));
        }

        await operation.Task.ConfigureAwait(false);
    }

    /// <summary>Writes what is queued, then stops.</summary>
    public void Dispose()
    {
        _isStopping = true;
        if (_queue.Writer.TryComplete())
            _thread.Join();
        _statements.Dispose();
    }

    private void Run()
    {
        while (WaitForWork())
        {
            long bytes = 0;
            while (_batch.Count < MaxBatch && bytes < MaxBatchBytes && _queue.Reader.TryRead(out var operation))
            {
                _batch.Add(operation);
                bytes += operation.Bytes;
            }

            Interlocked.Increment(ref _batches);
            // The store is idle only once free space was given back.
            _idle.Enter();
            CommitBatch();
            if (!_batch.Exists(operation => operation.FreesMoreSoon))
                GiveBackSpace();
            _batch.Clear();
            _idle.Leave();
        }
    }

    private bool WaitForWork()
    {
        var ready = _queue.Reader.WaitToReadAsync();
        return ready.IsCompletedSuccessfully ? ready.Result : ready.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Counts an operation in, and returns how many bytes were waiting before it.</summary>
    private long Enter(WriteOperation operation)
    {
        _idle.Enter();
        Interlocked.Increment(ref _waiting);
        return Interlocked.Add(ref _bytes, operation.Bytes) - operation.Bytes;
    }

    private void Leave(WriteOperation operation)
    {
        Interlocked.Add(ref _bytes, -operation.Bytes);
        Interlocked.Decrement(ref _waiting);
        _idle.Leave();
    }

    private void Finish(WriteOperation operation)
    {
        operation.Publish();
        operation.TrySetResult();
        Leave(operation);
    }

    private void Fail(WriteOperation operation, Exception error)
    {
        operation.Fail(error);
        operation.TrySetException(error);
        Leave(operation);
    }
}
