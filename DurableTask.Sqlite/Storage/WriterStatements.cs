using DurableTask.Core;
using DurableTask.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage;

/// <summary>The writer's transaction and its prepared statements. Only the writer's thread uses them.</summary>
internal sealed partial class WriterStatements : IDisposable
{
    // Which numbers were used is written ahead, since a look for the largest would read all timers at each start.
    private const int NumbersAtOnce = 10_000;

    private readonly SqliteDatabase _database;
    private readonly List<SqliteStatement> _all = [];
    private readonly SqliteStatement _useNumbers;
    private long _lastRow;
    private long _lastSequence;
    private long _usableRows;
    private long _usableSequences;

    public WriterStatements(SqliteDatabase database)
    {
        _database = database;
        PrepareInstances();
        PrepareQueues();
        PrepareSpace();
        PrepareSearching();

        _useNumbers = Prepare("UPDATE numbers SET row = ?1, seq = ?2");
        _lastRow = _usableRows = database.ReadNumber("SELECT row FROM numbers");
        _lastSequence = _usableSequences = database.ReadNumber("SELECT seq FROM numbers");
    }

    /// <summary>The last number of a message or an activity.</summary>
    public long LastSequence => _lastSequence;

    /// <exception cref="StoreMovedException">Nothing that is committed would last.</exception>
    public void Begin()
    {
        if (_database.HasMoved)
            throw new StoreMovedException();
        _database.Execute("BEGIN IMMEDIATE");
    }

    public void Commit()
    {
        if (_lastRow <= _usableRows && _lastSequence <= _usableSequences)
        {
            _database.Commit();
            return;
        }

        var (rows, sequences) = (_lastRow + NumbersAtOnce, _lastSequence + NumbersAtOnce);
        _useNumbers.Bind(1, rows).Bind(2, sequences).Execute();
        _database.Commit();
        (_usableRows, _usableSequences) = (rows, sequences);
    }

    /// <summary>
    /// Makes a part of the transaction's changes. Where it fails, that part is undone, and nothing else, and the answer
    /// says why. What no other change could go on after is thrown.
    /// </summary>
    public Exception? Try(Action change)
    {
        _database.Execute("SAVEPOINT change");
        try
        {
            change();
            _database.Execute("RELEASE change");
            return null;
        }
        catch (Exception exception) when (!StoreErrors.IsStoreFailure(exception) && !StoreErrors.IsDamage(exception))
        {
            _database.Execute("ROLLBACK TO change; RELEASE change");
            return exception;
        }
    }

    public void Rollback()
    {
        // A full disk, for one, has rolled back already.
        if (!_database.InTransaction)
            return;

        try
        {
            _database.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The next transaction fails in its turn, and says why; the writer must live to say so.
        }
    }

    public void DeleteAll() => _database.Execute(
        "DELETE FROM history; DELETE FROM inbox; DELETE FROM tasks; DELETE FROM timers; DELETE FROM deaths; " +
        "DELETE FROM instances");

    /// <summary>Writes a row as it is, so that the commit reaches the disk.</summary>
    public void WriteNothing() => _database.Execute("UPDATE owner SET pid = pid");

    public void Dispose() => _all.ForEach(statement => statement.Dispose());

    private SqliteStatement Prepare(string sql)
    {
        var statement = _database.Prepare(sql);
        _all.Add(statement);
        return statement;
    }

    private static long Number(OrchestrationStatus status) => (long)status;
}
