using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Writing;

/// <content>How a batch is committed, and which of its operations fail.</content>
internal sealed partial class StoreWriter
{
    private void CommitBatch()
    {
        var error = TryCommit(_batch, operation => operation.Execute(_statements));
        if (error is null)
            _batch.ForEach(Finish);
        else if (_batch.Count == 1 || StoreErrors.IsStoreFailure(error))
            Fail(_batch, error);
        else
            CommitApart();
    }

    // An operation that fails must not fail the others of its batch: in this second try each is undone on its own.
    // After an operation that meets damage, SQLite refuses the whole transaction. So the operations before it are
    // committed first, and then those after it.
    private void CommitApart()
    {
        var failed = new Dictionary<WriteOperation, Exception>();
        var (from, to) = (0, _batch.Count);
        while (from < _batch.Count)
        {
            failed.Clear();
            var at = from;
            var part = _batch.GetRange(from, to - from);
            var error = TryCommit(part, operation =>
            {
                if (_statements.Transaction.Try(() => operation.Execute(_statements)) is { } own)
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

                part = [_batch[at]];
            }

            if (error is null)
                FinishOrFail(part, failed);
            else
                Fail(part, error);
            (from, to) = (from + part.Count, _batch.Count);
        }
    }

    private Exception? TryCommit(List<WriteOperation> operations, Action<WriteOperation> execute)
    {
        var begin = CommitMetrics.Begin();
        try
        {
            _statements.Transaction.Begin();
            operations.ForEach(execute);
            _statements.Transaction.Commit();
            CommitMetrics.OnCommitted(begin, operations.Count);
        }
        catch (Exception exception)
        {
            // The callers get the error; the writer continues with the next batch.
            _statements.Transaction.Rollback();
            return exception;
        }

        _timers.Publish(FirstDue());
        return null;
    }

    // Read outside of the transaction, which damage would undo. If the read fails, firing the timer finds the cause.
    private long? FirstDue()
    {
        try
        {
            return _statements.Timers.FirstDue();
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
        error = StoreErrors.WriteError(_path, error);
        _logger.WritesFailed(operations.Count, operations[0], error.Message, error);
        operations.ForEach(operation => Fail(operation, error));
    }
}
