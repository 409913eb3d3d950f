using System.Globalization;
using DurableTask.Sqlite.Checking;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Poison;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage.Files;

/// <summary>The file, owned by this process and of this version's schema, with the connection that writes it.</summary>
internal sealed class Store : IDisposable
{
    private readonly FileOwnership _ownership;

    private Store(string path, FileOwnership ownership, SqliteDatabase database, long maxRunning)
    {
        (Path, _ownership, Database) = (path, ownership, database);
        TakeOver(CrashJournal.Read(ownership.LockFile));
        CrashCounts = Poison.CrashCounts.ReadInstances(database);
        Journal = new CrashJournal(ownership.LockFile, maxRunning);
    }

    public string Path { get; }

    public SqliteDatabase Database { get; }

    public CrashJournal Journal { get; }

    /// <summary>The crashes at which an episode of an instance was running, by row, as of the opening.</summary>
    public IReadOnlyDictionary<long, int> CrashCounts { get; }

    /// <param name="path">The file.</param>
    /// <param name="maxRunning">How many activities and instances run at once.</param>
    /// <exception cref="IOException">Another process owns the file, or it is damaged or can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder can't be written.</exception>
    /// <exception cref="InvalidOperationException">A newer version or another program wrote the file.</exception>
    public static Store Open(string path, long maxRunning)
    {
        path = StoreInspection.LinkTarget(path);
        StoreInspection.ThrowIfForeign(path);
        var ownership = FileOwnership.Take(path);
        SqliteDatabase? database = null;
        try
        {
            WriteAheadLog.Check(path);
            var isNew = new FileInfo(path) is not { Exists: true, Length: > 0 };
            if (isNew)
                ownership.MarkInUse();
            // The files beside it take their mode from it.
            if (!File.Exists(path))
                PrivateFile.Create(path);
            database = SqliteDatabase.Open(path, create: true);
            SchemaVersions.Check(database, path);
            // Only an interrupted first opening leaves a file without a schema.
            if (!isNew && !ownership.IsAfterCrash)
                SchemaVersions.ThrowIfEmpty(database, path);
            Prepare(database, ownership.IsAfterCrash);
            return new Store(path, ownership, database, maxRunning);
        }
        catch (Exception exception)
        {
            database?.Dispose();
            ownership.Dispose();
            if (exception is SqliteException or InvalidDataException)
                throw new IOException(StoreErrors.OpenMessage(path, exception), exception);
            throw;
        }
    }

    /// <summary>
    /// Marks the search keys of all instances as missing or old: this owner computes none. The next owner that uses
    /// keys computes them.
    /// </summary>
    public void LeaveSearchKeys() => Database.Execute(
        "UPDATE search_backlog SET up_to = 9223372036854775807 WHERE up_to < 9223372036854775807");

    public void Dispose()
    {
        Database.Dispose();
        Journal.Dispose();
        _ownership.Dispose();
    }

    // What is deleted is overwritten: a free page would keep its texts, and a backup copies it.
    // With a large checkpoint interval the writer, not another thread, resets the log, and a page that changes often is
    // copied once. 2,000 pages are 8 MB: a larger log takes as much processor time, and pauses commits for longer.
    private static void Prepare(SqliteDatabase database, bool isAfterCrash)
    {
        StoreContent.CheckAtStart(database, isAfterCrash);
        database.Execute(
            "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; " +
            "PRAGMA secure_delete = ON; " +
            "PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 8388608");
        SchemaVersions.Migrate(database);
    }

    private void TakeOver((IReadOnlyList<long> Activities, IReadOnlyList<long> Instances) crashed)
    {
        Database.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"BEGIN IMMEDIATE; DELETE FROM owner; INSERT INTO owner VALUES ({Environment.ProcessId})"));
        Poison.CrashCounts.Add(Database, crashed.Activities, crashed.Instances);
        Database.Execute("COMMIT");
    }
}
