using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Statements;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Writing;

/// <summary>Commits the operations of a batch, publishes them, and ends their tasks.</summary>
internal sealed class BatchCommitter(
    string path, WriterStatements statements, TimerPump timers, WriteFailureLog failures)
{
    public void Commit(List<WriteOperation> batch)
    {
        var error = TryCommit(batch, operation => operation.Execute(statements));
        if (error is null)
        {
            batch.ForEach(Finish);
            failures.OnSucceeded();
        }
        else if (batch.Count == 1 || StoreErrors.IsStoreFailure(error))
        {
            Fail(batch, error);
        }
        else
        {
            CommitApart(batch);
        }
    }

    // An operation that fails must not fail the others of its batch: in this second try, each can be rolled back
    // separately. After an operation that meets damage, SQLite refuses the whole transaction. So the operations before
    // it are committed first, and those after it next.
    private void CommitApart(List<WriteOperation> batch)
    {
        var failed = new Dictionary<WriteOperation, Exception>();
        var (from, to) = (0, batch.Count);
        while (from < batch.Count)
        {
            failed.Clear();
            var at = from;
            var part = batch.GetRange(from, to - from);
            var error = TryCommit(part, operation =>
            {
                if (statements.Transaction.Try(() => operation.Execute(statements)) is { } own)
                    failed.Add(operation, own);
                at++;
            });

            if (at < to && error is not null && StoreErrors.IsDamage(error))
            {
                if (at > from)
                {
                    to = at;
                    continue;
                }

                part = [batch[at]];
            }

            if (error is null)
                FinishOrFail(part, failed);
            else
                Fail(part, error);
            (from, to) = (from + part.Count, batch.Count);
        }
    }

    private Exception? TryCommit(List<WriteOperation> operations, Action<WriteOperation> execute)
    {
        var begin = CommitMetrics.Begin();
        try
        {
            statements.Transaction.Begin();
            operations.ForEach(execute);
            statements.Transaction.Commit();
            CommitMetrics.OnCommitted(begin, operations.Count);
        }
        catch (Exception exception)
        {
            // The callers get the error; the writer continues with the next batch.
            statements.Transaction.Rollback();
            return exception;
        }

        timers.Publish(FirstDue());
        return null;
    }

    // Read outside the transaction, which damage would roll back. If the read fails, firing the timer reports the
    // cause.
    private long? FirstDue()
    {
        try
        {
            return statements.Timers.FirstDue();
        }
        catch (SqliteException)
        {
            return DateTime.MinValue.Ticks;
        }
    }

    private void FinishOrFail(List<WriteOperation> operations, Dictionary<WriteOperation, Exception> failed)
    {
        foreach (var operation in operations)
        {
            if (failed.TryGetValue(operation, out var error))
                Fail([operation], error);
            else
                Finish(operation);
        }
    }

    private void Fail(List<WriteOperation> operations, Exception error)
    {
        error = StoreErrors.WriteError(path, error);
        failures.OnFailed(operations.Count, operations[0], error);
        foreach (var operation in operations)
        {
            operation.Fail(error);
            operation.TrySetException(error);
        }
    }

    private static void Finish(WriteOperation operation)
    {
        operation.Publish();
        operation.TrySetResult();
    }
}
