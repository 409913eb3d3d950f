using DurableTask.Sqlite.Storage;

namespace DurableTask.Sqlite.Writing;

/// <content>How a batch is committed, and which of its operations fail.</content>
internal sealed partial class StoreWriter
{
    // One operation's failure must not be its neighbours': in a second try each can be undone on its own.
    private void CommitBatch()
    {
        var failed = new Dictionary<WriteOperation, Exception>();
        var error = TryCommit(operation => operation.Execute(_statements));
        if (error is not null && _batch.Count > 1 && !StoreErrors.IsOfTheStore(error))
        {
            error = TryCommit(operation =>
            {
                if (TryExecute(operation) is { } own)
                    failed.Add(operation, own);
            });
        }

        if (error is not null)
        {
            error = StoreErrors.OfWrite(_path, error);
            LogBatchFailed(_logger, _batch.Count, error);
            _batch.ForEach(operation => Fail(operation, error));
            return;
        }

        foreach (var operation in _batch)
        {
            if (failed.TryGetValue(operation, out var own))
            {
                own = StoreErrors.OfWrite(_path, own);
                LogFailed(_logger, operation.GetType().Name, own);
                Fail(operation, own);
            }
            else
            {
                Finish(operation);
            }
        }
    }

    private Exception? TryCommit(Action<WriteOperation> execute)
    {
        long? firstDue;
        try
        {
            _statements.Begin();
            _batch.ForEach(execute);
            firstDue = _statements.FirstDue();
            _statements.Commit();
        }
        catch (Exception exception)
        {
            // Whatever went wrong is its callers' to know; the writer goes on with the next.
            _statements.Rollback();
            return exception;
        }

        _timers.Publish(firstDue);
        return null;
    }

    private Exception? TryExecute(WriteOperation operation)
    {
        _statements.Savepoint();
        try
        {
            operation.Execute(_statements);
            _statements.ReleaseSavepoint();
            return null;
        }
        catch (Exception exception) when (!StoreErrors.IsOfTheStore(exception))
        {
            _statements.RollbackToSavepoint();
            return exception;
        }
    }
}
