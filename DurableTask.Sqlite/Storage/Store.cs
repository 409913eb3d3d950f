using System.Globalization;
using DurableTask.Sqlite.Checking;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage;

/// <summary>The file, owned, of this version's schema, with the connection that writes it.</summary>
internal sealed class Store : IDisposable
{
    private readonly FileOwnership _ownership;

    private Store(string path, FileOwnership ownership, SqliteDatabase database, long mostRunning)
    {
        (Path, _ownership, Database) = (path, ownership, database);
        TakeOver(RunningWork.Found(ownership.LockFile));
        Deaths = ReadDeaths();
        Running = new RunningWork(ownership.LockFile, mostRunning);
    }

    public string Path { get; }

    public SqliteDatabase Database { get; }

    public RunningWork Running { get; }

    /// <summary>
    /// The instances of which an episode was running at deaths of the process, by their rows, and at how many: as it
    /// was when the store was opened.
    /// </summary>
    public IReadOnlyDictionary<long, int> Deaths { get; }

    /// <param name="path">The file.</param>
    /// <param name="mostRunning">How many activities and instances run at once.</param>
    /// <exception cref="IOException">Another process owns the file, or it is damaged or can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder can't be written.</exception>
    /// <exception cref="InvalidOperationException">The file is of a newer version, or is none of ours.</exception>
    public static Store Open(string path, long mostRunning)
    {
        path = Target(path);
        var ownership = FileOwnership.Take(path);
        SqliteDatabase? database = null;
        try
        {
            StoreFiles.Check(path, SchemaVersions.ApplicationId);
            database = SqliteDatabase.Open(path, create: true);
            Prepare(database, path);
            return new Store(path, ownership, database, mostRunning);
        }
        catch (Exception exception)
        {
            database?.Dispose();
            ownership.Dispose();
            if (exception is SqliteException or InvalidDataException)
                throw new IOException(StoreErrors.OfOpening(path, exception), exception);
            throw;
        }
    }

    /// <summary>What this owner makes or changes gets no keys: the next one that wants them looks at all instances.</summary>
    public void LeaveSearchKeys() => Database.Execute(
        "UPDATE search_backlog SET up_to = 9223372036854775807 WHERE up_to < 9223372036854775807");

    // SQLite follows a link, and keeps its own files beside the target: so does the owner. The target may be missing.
    private static string Target(string path) => new FileInfo(path).LinkTarget is null
        ? path
        : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    public void Dispose()
    {
        Database.Dispose();
        Running.Dispose();
        _ownership.Dispose();
    }

    // A large checkpoint interval: the writer, not another thread, resets the log, and a page that changes often is
    // copied once. 16,000 pages are 64 MB.
    private static void Prepare(SqliteDatabase database, string path)
    {
        SchemaVersions.Check(database, path);
        StoreContent.CheckUnlessLarge(database);
        database.Execute(
            "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; " +
            "PRAGMA wal_autocheckpoint = 16000; PRAGMA journal_size_limit = 67108864");
        SchemaVersions.Migrate(database);
    }

    // What was running as the last owner died may be what it died of. Nothing is asked of the instances: a page of them
    // that is damaged is its reader's concern. The row of one that is gone is nobody's.
    private void TakeOver((IReadOnlyList<long> Activities, IReadOnlyList<long> Instances) died)
    {
        Database.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"BEGIN IMMEDIATE; DELETE FROM owner; INSERT INTO owner VALUES ({Environment.ProcessId})"));
        Each("UPDATE tasks SET deaths = deaths + 1 WHERE seq = ?1", died.Activities);
        Each(
            "INSERT INTO deaths VALUES (?1, 1) ON CONFLICT (row) DO UPDATE SET deaths = deaths + 1", died.Instances);
        Database.Execute("COMMIT");
    }

    private void Each(string sql, IReadOnlyList<long> numbers)
    {
        using var statement = Database.Prepare(sql);
        foreach (var number in numbers)
            statement.Bind(1, number).Execute();
    }

    private Dictionary<long, int> ReadDeaths()
    {
        using var statement = Database.Prepare("SELECT row, deaths FROM deaths");
        var deaths = new Dictionary<long, int>();
        while (statement.Step())
            deaths.Add(statement.Number(0), (int)statement.Number(1));
        return deaths;
    }
}
