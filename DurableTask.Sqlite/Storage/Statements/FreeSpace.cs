using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>Gives unused pages back to the file system.</summary>
internal sealed class FreeSpace
{
    // A step takes about 3 ms: a page from the end of the file moves into a free one, and the pointers to it are
    // updated.
    private const int StepPages = 64;

    // Kept for new work: 4 MB, or a tenth of the file.
    private const int MinReserve = 1_024;
    private const int ReserveShare = 10;

    private readonly SqliteDatabase _database;
    private readonly WriterTransaction _transaction;
    private readonly SqliteStatement _freePages;
    private readonly SqliteStatement _allPages;
    private readonly SqliteStatement _giveBack;
    private bool _keepsNone;

    public FreeSpace(SqliteDatabase database, PreparedStatements prepared, WriterTransaction transaction)
    {
        (_database, _transaction) = (database, transaction);
        _freePages = prepared.Add("PRAGMA freelist_count");
        _allPages = prepared.Add("PRAGMA page_count");
        _giveBack = prepared.Add($"PRAGMA incremental_vacuum({StepPages:D})");
    }

    /// <summary>Keeps no free page for new work until all are given back: their texts were not overwritten.</summary>
    public void KeepNone() => _keepsNone = true;

    /// <summary>Returns whether more pages are free than new work is likely to use soon.</summary>
    public bool HasSpare()
    {
        var free = Read(_freePages);
        _keepsNone &= free > 0;
        return _keepsNone || (free > MinReserve && free > Read(_allPages) / ReserveShare);
    }

    /// <summary>Removes some pages from the file, which shrinks with the next checkpoint.</summary>
    public void GiveBack()
    {
        _transaction.Begin();
        _giveBack.Execute();
        _transaction.Commit();
    }

    /// <summary>Copies the log into the file, except pages that a reader still needs as they were.</summary>
    public void Checkpoint() => _database.Execute("PRAGMA wal_checkpoint(PASSIVE)");

    private static long Read(SqliteStatement statement)
    {
        try
        {
            return statement.Step() ? statement.Number(0) : 0;
        }
        finally
        {
            statement.Reset();
        }
    }
}
