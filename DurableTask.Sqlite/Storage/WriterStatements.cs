using DurableTask.Core;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage;

/// <summary>The writer's transaction and its prepared statements. Only the writer's thread uses them.</summary>
internal sealed partial class WriterStatements : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly List<SqliteStatement> _all = [];
    private long _lastRow;
    private long _lastSequence;

    public WriterStatements(SqliteDatabase database)
    {
        _database = database;
        PrepareInstances();
        PrepareQueues();

        // A row that anything still refers to is not given to another instance.
        _lastRow = database.ReadNumber(
            "SELECT MAX((SELECT IFNULL(MAX(row), 0) FROM instances), (SELECT IFNULL(MAX(row), 0) FROM tasks), " +
            "(SELECT IFNULL(MAX(row), 0) FROM inbox), (SELECT IFNULL(MAX(row), 0) FROM timers))");
        _lastSequence = database.ReadNumber(
            "SELECT MAX((SELECT IFNULL(MAX(seq), 0) FROM inbox), (SELECT IFNULL(MAX(seq), 0) FROM tasks))");
    }

    public void Begin() => _database.Execute("BEGIN IMMEDIATE");

    public void Commit() => _database.Execute("COMMIT");

    public void Savepoint() => _database.Execute("SAVEPOINT operation");

    public void ReleaseSavepoint() => _database.Execute("RELEASE operation");

    public void RollbackToSavepoint() => _database.Execute("ROLLBACK TO operation; RELEASE operation");

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
        "DELETE FROM history; DELETE FROM inbox; DELETE FROM tasks; DELETE FROM timers; DELETE FROM instances");

    public void Dispose() => _all.ForEach(statement => statement.Dispose());

    private SqliteStatement Prepare(string sql)
    {
        var statement = _database.Prepare(sql);
        _all.Add(statement);
        return statement;
    }

    private static long Number(OrchestrationStatus status) => (long)status;
}
