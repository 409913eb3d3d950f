using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Statements;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Writing;

/// <summary>
/// The one thread that writes. It commits together the operations that were queued during the last commit, without
/// waiting for more.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly WriterStatements _statements;
    private readonly BatchCommitter _committer;
    private readonly SpaceReclaimer _space;
    private readonly IdleMonitor _idle;
    private readonly WriteQueue _queue;
    private readonly AsyncLocal<WriteGroup?> _group = new();
    private readonly List<WriteOperation> _batch = new(WriteQueue.MaxBatch);
    private readonly Thread _thread;
    private long _batches;
    private volatile bool _isStopping;

    public StoreWriter(
        SqliteDatabase database, int capacity, IdleMonitor idle, TimerPump timers, ILogger logger, TimeProvider time)
    {
        _idle = idle;
        _statements = new WriterStatements(database);
        _committer = new BatchCommitter(database.Path, _statements, timers, new WriteFailureLog(logger, time));
        _queue = new WriteQueue(capacity, idle);
        _space = new SpaceReclaimer(_statements, () => _isStopping || _queue.HasMore, logger);
        timers.Publish(_statements.Timers.FirstDue());
        _thread = new Thread(Run) { Name = "DurableTask.Sqlite writer", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc cref="WriteQueue.Waiting"/>
    public int Waiting => _queue.Waiting;

    /// <summary>How many batches were begun.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>
    /// Holds back the client's writes of this flow until the group is disposed, to be committed together. A later write
    /// is committed by itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">A group of this flow is open.</exception>
    public IDisposable Group()
    {
        if (_group.Value is { IsClosed: false })
            throw new InvalidOperationException("A group of writes is open in this flow: dispose of it first.");

        return _group.Value = new WriteGroup(_queue);
    }

    /// <summary>
    /// Queues a write of a client, with those of its flow's group. The task fails with a
    /// <see cref="WriteQueueFullException"/> rather than wait for room, and with an
    /// <see cref="ObjectDisposedException"/> after the end; then nothing is stored.
    /// </summary>
    public Task WriteOrRejectAsync(WriteOperation operation)
    {
        if (_group.Value?.TryAdd(operation) != true)
            _queue.QueueOrReject(operation);
        return operation.Task;
    }

    /// <inheritdoc cref="WriteQueue.QueueOrReject"/>
    public void QueueOrReject(WriteOperation first) => _queue.QueueOrReject(first);

    /// <inheritdoc cref="WriteQueue.WriteAsync"/>
    public Task WriteAsync(WriteOperation operation) => _queue.WriteAsync(operation);

    /// <summary>Writes what is queued, then stops.</summary>
    public void Dispose()
    {
        _isStopping = true;
        if (_queue.TryComplete())
            _thread.Join();
        _statements.Dispose();
    }

    private void Run()
    {
        while (_queue.WaitForWork())
        {
            _queue.TakeBatch(_batch);
            Interlocked.Increment(ref _batches);
            // The store is idle only once free space was given back.
            _idle.Enter();
            _committer.Commit(_batch);
            _batch.ForEach(_queue.Leave);
            if (!_batch.Exists(operation => operation.FreesMoreSoon))
                _space.GiveBack();
            _batch.Clear();
            _idle.Leave();
        }
    }
}
