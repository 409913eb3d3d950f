using DurableTask.Sqlite.Codec;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Statements;
using DurableTask.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Tests.Scheduling.Schedules;

/// <summary>
/// Simulates the writer thread as a cooperative actor: it runs real operations on a real file, in batches of random
/// size, some of which fail. Other actors may run between a commit and its publication.
/// </summary>
internal sealed class SimulatedWriter(
    SqliteDatabase database, WriterStatements statements, IdleMonitor idle, TimerPump timers, Ledger ledger, Random random)
{
    private readonly Queue<(WriteOperation Operation, Action? Executed)> _queue = [];
    private long _lastSequence;

    /// <summary>The percentage of batches that fail.</summary>
    public int FailurePercent { get; set; }

    public int Waiting { get; private set; }

    /// <param name="operation">The operation to queue.</param>
    /// <param name="executed">Runs in the transaction, after the operation.</param>
    public WriteOperation Write(WriteOperation operation, Action? executed = null)
    {
        idle.Enter();
        Waiting++;
        _queue.Enqueue((operation, executed));
        return operation;
    }

    public IEnumerable<Func<bool>> Run()
    {
        while (true)
        {
            yield return () => _queue.Count > 0;
            var batch = Enumerable.Range(0, random.Next(1, _queue.Count + 1)).Select(_ => _queue.Dequeue()).ToList();
            var error = TryCommit(batch);
            foreach (var (operation, _) in batch)
            {
                yield return Schedule.Always;
                if (error is null)
                {
                    operation.Publish();
                    operation.TrySetResult();
                }
                else
                {
                    operation.Fail(error);
                    operation.TrySetException(error);
                }

                Waiting--;
                idle.Leave();
            }
        }
    }

    private SqliteException? TryCommit(List<(WriteOperation Operation, Action? Executed)> batch)
    {
        var shouldFail = random.Next(100) < FailurePercent;
        statements.Transaction.Begin();
        foreach (var (operation, executed) in batch)
        {
            operation.Execute(statements);
            if (!shouldFail)
                executed?.Invoke();
        }

        if (shouldFail)
        {
            statements.Transaction.Rollback();
            return new SqliteException("as on a full disk", 13);
        }

        var firstDue = statements.Timers.FirstDue();
        using (var sent = database.Prepare("SELECT seq, row, body FROM inbox WHERE seq > ?1 ORDER BY seq"))
        {
            sent.Bind(1, _lastSequence);
            while (sent.Step())
            {
                _lastSequence = sent.Number(0);
                ledger.Sent(sent.Number(1), MessageCodec.Decode(sent.Bytes(2)).Event);
            }
        }

        statements.Transaction.Commit();
        timers.Publish(firstDue);
        return null;
    }
}
