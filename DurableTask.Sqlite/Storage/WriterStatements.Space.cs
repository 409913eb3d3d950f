using System.Diagnostics.CodeAnalysis;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Storage;

/// <content>Pages that nothing uses, which go back to the file system.</content>
internal sealed partial class WriterStatements
{
    // Some 3 ms: a page from the end of the file is moved into a free one, with what points at it.
    private const int StepPages = 64;

    // What new work will use again: 4 MB, or a tenth of the file.
    private const int MinReserve = 1_024;
    private const int ReserveShare = 10;

    private SqliteStatement _freePages;
    private SqliteStatement _allPages;
    private SqliteStatement _giveBack;

    /// <summary>Whether more pages are free than new work is likely to use soon.</summary>
    public bool HasSpareSpace =>
        Read(_freePages) is > MinReserve and var free && free > Read(_allPages) / ReserveShare;

    /// <summary>Takes some pages out of the file, which gets shorter with the next checkpoint.</summary>
    public void GiveBackSpace()
    {
        Begin();
        _giveBack.Execute();
        Commit();
    }

    /// <summary>Copies the log into the file, as far as no reader still needs what the file has.</summary>
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

    [MemberNotNull(nameof(_freePages), nameof(_allPages), nameof(_giveBack))]
    private void PrepareSpace()
    {
        _freePages = Prepare("PRAGMA freelist_count");
        _allPages = Prepare("PRAGMA page_count");
        _giveBack = Prepare($"PRAGMA incremental_vacuum({StepPages:D})");
    }
}
