using System.Threading.Channels;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite.Writing;

/// <summary>The writer's bounded queue. An operation counts as waiting until it is written.</summary>
internal sealed class WriteQueue
{
    // A group is never split, so its writes may exceed either bound.
    public const int MaxBatch = 2_000;

    // A batch's changed pages stay in memory until its commit.
    private const long MaxBatchBytes = 8 * 1024 * 1024;

    private readonly int _capacity;
    private readonly IdleMonitor _idle;
    private readonly Channel<WriteOperation> _queue;
    private long _bytes;
    private int _waiting;

    /// <param name="capacity">
    /// The maximum number of waiting operations, not counting the batch that is being written.
    /// </param>
    /// <param name="idle">Counts the waiting operations as work under way.</param>
    public WriteQueue(int capacity, IdleMonitor idle)
    {
        _capacity = capacity;
        _idle = idle;
        // The thread that queues an operation wakes the writer itself: a thread pool whose threads all wait for the
        // writer could not. Callers that waited for room continue on the writer's thread, but only to wait for their
        // operation.
        _queue = Channel.CreateBounded<WriteOperation>(
            new BoundedChannelOptions(capacity) { SingleReader = true, AllowSynchronousContinuations = true });
    }

    /// <summary>How many operations are queued or being written.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Whether an operation is queued that the writer has not taken.</summary>
    public bool HasMore => _queue.Reader.TryPeek(out _);

    /// <summary>
    /// Queues a client's write and those that are committed with it, or completes their tasks with an error.
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

    /// <summary>Queues the result of completed work, and waits for room if the queue is full.</summary>
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

    /// <summary>Stops accepting operations. Returns false if it had already stopped.</summary>
    public bool TryComplete() => _queue.Writer.TryComplete();

    /// <summary>Blocks the writer's thread until an operation is queued; false after the last one.</summary>
    public bool WaitForWork()
    {
        var ready = _queue.Reader.WaitToReadAsync();
        return ready.IsCompletedSuccessfully ? ready.Result : ready.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Moves the queued operations, up to the bounds of a batch, into a list.</summary>
    public void TakeBatch(List<WriteOperation> batch)
    {
        long bytes = 0;
        while (batch.Count < MaxBatch && bytes < MaxBatchBytes && _queue.Reader.TryRead(out var first))
        {
            for (var operation = first; operation is not null;)
            {
                batch.Add(operation);
                bytes += operation.Bytes;
                var next = operation.Next;
                operation.Next = null;
                operation = next;
            }
        }
    }

    /// <summary>Counts an operation as no longer waiting.</summary>
    public void Leave(WriteOperation operation)
    {
        Interlocked.Add(ref _bytes, -operation.Bytes);
        Interlocked.Decrement(ref _waiting);
        _idle.Leave();
    }

    // Returns how many bytes were waiting before the operation.
    private long Enter(WriteOperation operation)
    {
        _idle.Enter();
        Interlocked.Increment(ref _waiting);
        return Interlocked.Add(ref _bytes, operation.Bytes) - operation.Bytes;
    }
}
