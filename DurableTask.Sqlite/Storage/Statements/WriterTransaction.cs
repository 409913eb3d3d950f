using DurableTask.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>The transaction of the writer's thread.</summary>
internal sealed class WriterTransaction(SqliteDatabase database, UsedNumbers numbers)
{
    /// <exception cref="StoreMovedException">The file was moved or deleted: a commit would be lost.</exception>
    public void Begin()
    {
        if (database.HasMoved)
            throw new StoreMovedException();
        database.Execute("BEGIN IMMEDIATE");
    }

    public void Commit()
    {
        var reserved = numbers.Reserve();
        database.Commit();
        numbers.OnCommitted(reserved);
    }

    /// <summary>
    /// Makes one change of several in the transaction. Only a change that fails is undone, and its error is returned.
    /// Errors of the disk and damage are thrown, since no other change could follow them.
    /// </summary>
    public Exception? Try(Action change)
    {
        database.Execute("SAVEPOINT change");
        try
        {
            change();
            database.Execute("RELEASE change");
            return null;
        }
        catch (Exception exception) when (!StoreErrors.IsStoreFailure(exception) && !StoreErrors.IsDamage(exception))
        {
            database.Execute("ROLLBACK TO change; RELEASE change");
            return exception;
        }
    }

    public void Rollback()
    {
        // SQLite may have rolled back already, as on a full disk.
        if (!database.IsInTransaction)
            return;

        try
        {
            database.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The writer must continue: the next transaction fails too, and reports the cause.
        }
    }
}
