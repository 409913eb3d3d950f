using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>The writer's transaction and its prepared statements. Only the writer's thread uses them.</summary>
internal sealed class WriterStatements : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly PreparedStatements _prepared;
    private readonly UsedNumbers _numbers;

    public WriterStatements(SqliteDatabase database)
    {
        _database = database;
        _prepared = new PreparedStatements(database);
        _numbers = new UsedNumbers(database, _prepared);
        Transaction = new WriterTransaction(database, _numbers);
        Queues = new QueueStatements(_prepared, _numbers);
        Timers = new TimerStatements(_prepared);
        Instances = new InstanceStatements(_prepared, _numbers, Queues, Timers);
        Search = new SearchKeyStatements(_prepared);
        Space = new FreeSpace(database, _prepared, Transaction);
    }

    public WriterTransaction Transaction { get; }

    public InstanceStatements Instances { get; }

    public QueueStatements Queues { get; }

    public TimerStatements Timers { get; }

    public SearchKeyStatements Search { get; }

    public FreeSpace Space { get; }

    /// <summary>The last number of a message or an activity.</summary>
    public long LastSequence => _numbers.LastSequence;

    /// <summary>
    /// Deletes everything but the owner and the numbers. Pages that become free are not overwritten, since each would
    /// be logged, but given back to the file system.
    /// </summary>
    public void DeleteAll()
    {
        _database.Execute("PRAGMA secure_delete = FAST");
        try
        {
            _database.Execute(
                "DELETE FROM history; DELETE FROM inbox; DELETE FROM tasks; DELETE FROM timers; DELETE FROM deaths; " +
                "DELETE FROM instances");
            Space.KeepNone();
        }
        finally
        {
            _database.Execute("PRAGMA secure_delete = ON");
        }
    }

    /// <summary>Writes a row without changing it, so that the commit reaches the disk.</summary>
    public void WriteNothing() => _database.Execute("UPDATE owner SET pid = pid");

    public void Dispose() => _prepared.Dispose();
}
