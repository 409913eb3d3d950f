using System.Threading.Channels;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Writing;

/// <summary>
/// The one thread that writes. It commits together the operations that were queued during the last commit, without
/// waiting for more.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    // A group is never split: its writes may come on top of either bound.
    private const int MaxBatch = 2_000;

    // A batch's changed pages stay in memory until its commit.
    private const long MaxBatchBytes = 8 * 1024 * 1024;

    private readonly WriterStatements _statements;
    private readonly BatchCommitter _committer;
    private readonly SpaceReclaimer _space;
    private readonly IdleMonitor _idle;
    private readonly Channel<WriteOperation> _queue;
    private readonly int _capacity;
    private readonly AsyncLocal<WriteGroup?> _group = new();
    private readonly List<WriteOperation> _batch = new(MaxBatch);
    private readonly Thread _thread;
    private long _bytes;
    private int _waiting;
    private long _batches;
    private volatile bool _isStopping;

    public StoreWriter(
        SqliteDatabase database, int capacity, IdleMonitor idle, TimerPump timers, ILogger logger)
    {
        _idle = idle;
        _capacity = capacity;
        _statements = new WriterStatements(database);
        _committer = new BatchCommitter(database.Path, _statements, timers, logger);
        // The thread that queues wakes the writer. The thread pool could not while all of its threads wait for the
        // writer. Callers that waited for room continue on the writer's thread, and only to wait for their operation.
        _queue = Channel.CreateBounded<WriteOperation>(
            new BoundedChannelOptions(capacity) { SingleReader = true, AllowSynchronousContinuations = true });
        _space = new SpaceReclaimer(_statements, () => _isStopping || _queue.Reader.TryPeek(out _), logger);
        timers.Publish(_statements.Timers.FirstDue());
        _thread = new Thread(Run) { Name = "DurableTask.Sqlite writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many operations are queued or being written.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

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

        return _group.Value = new WriteGroup(this);
    }

    /// <summary>
    /// Queues a write of a client, with those of its flow's group. The task fails with a
    /// <see cref="WriteQueueFullException"/> rather than wait for room, and with an
    /// <see cref="ObjectDisposedException"/> after the end; then nothing is stored.
    /// </summary>
    public Task WriteOrRejectAsync(WriteOperation operation)
    {
        if (_group.Value?.TryAdd(operation) != true)
            QueueOrReject(operation);
        return operation.Task;
    }

    /// <summary>
    /// Queues a write of a client and those that are committed with it, or ends their tasks with an error.
    /// </summary>
    public void QueueOrReject(WriteOperation first)
    {
        // The queue counts a group as one; what waits includes the batch that is being written.
        var isFull = Waiting - MaxBatch >= _capacity;
        var before = Enter(first);
        for (var operation = first.Next; operation is not null; operation = operation.Next)
            Enter(operation);
        if (!isFull && before < MemoryBounds.QueueBytes && _queue.Writer.TryWrite(first))
            return;

        Exception error = _queue.Reader.Completion.IsCompleted
            ? new ObjectDisposedException(nameof(SqliteOrchestrationService))
            : new WriteQueueFullException();
        for (var operation = first; operation is not null; operation = operation.Next)
        {
            Leave(operation);
            operation.TrySetException(error);
        }
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
            TakeBatch();
            Interlocked.Increment(ref _batches);
            // The store is idle only once free space was given back.
            _idle.Enter();
            _committer.Commit(_batch);
            _batch.ForEach(Leave);
            if (!_batch.Exists(operation => operation.FreesMoreSoon))
                _space.GiveBack();
            _batch.Clear();
            _idle.Leave();
        }
    }

    private void TakeBatch()
    {
        long bytes = 0;
        while (_batch.Count < MaxBatch && bytes < MaxBatchBytes && _queue.Reader.TryRead(out var first))
        {
            for (var operation = first; operation is not null;)
            {
                _batch.Add(operation);
                bytes += operation.Bytes;
                var next = operation.Next;
                operation.Next = null;
                operation = next;
            }
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
}
