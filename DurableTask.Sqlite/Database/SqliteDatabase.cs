using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DurableTask.Sqlite.Database;

/// <summary>One connection to the file, on the raw handle. Used by one thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    // Raw handles do not retry: SQLite waits this long for another connection's lock.
    private const int BusyTimeoutMilliseconds = 10_000;

    // 4 MiB: a cancelled copy ends soon.
    private const int PagesPerStep = 1024;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _cached = [];
    private bool _hasCommitted;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(sqlite3 handle, string path) => (_handle, Path) = (handle, path);

    public string Path { get; }

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>
    /// Whether the file, or the write-ahead log that commits went to, is no longer where it was opened.
    /// </summary>
    public bool HasMoved => OpenFile.HasMoved(_handle) || (_hasCommitted && !File.Exists(Path + "-wal"));

    public static SqliteDatabase Open(string path, bool create) =>
        Open(path, raw.SQLITE_OPEN_READWRITE | (create ? raw.SQLITE_OPEN_CREATE : 0));

    /// <summary>Opens a connection to a store in use. It neither writes nor checkpoints.</summary>
    public static SqliteDatabase OpenToRead(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    /// <summary>
    /// Opens a file that nobody changes, without its log: SQLite creates no files beside it and takes no locks.
    /// </summary>
    public static SqliteDatabase OpenImmutable(string path) =>
        Open(path, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI, $"{UriOf(path)}?immutable=1");

    /// <summary>
    /// Opens a file that nobody changes, with its log: in exclusive mode, SQLite keeps the log's index in memory, not
    /// in a -shm file. That mode locks for writing, which a read-only connection can't, so it takes no locks.
    /// </summary>
    public static SqliteDatabase OpenUnlocked(string path)
    {
        var withoutLocks = OperatingSystem.IsWindows() ? "win32-none" : "unix-none";
        var database = Open(path, raw.SQLITE_OPEN_READONLY, vfs: withoutLocks);
        raw.sqlite3_db_config(database._handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        database.Execute("PRAGMA locking_mode = EXCLUSIVE");
        return database;
    }

    /// <summary>Commits the transaction.</summary>
    public void Commit()
    {
        Execute("COMMIT");
        _hasCommitted = true;
    }

    public void Execute(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_handle, sql), _handle);

    public long ReadNumber(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    public string? ReadText(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : null;
    }

    /// <summary>
    /// Copies all pages, as of one moment, over what another file holds, and syncs that file. This connection keeps a
    /// read transaction until it is disposed of.
    /// </summary>
    /// <exception cref="OperationCanceledException">The copy was cancelled; it is incomplete.</exception>
    /// <exception cref="SqliteException">This file can't be read, or the other can't be written.</exception>
    public void CopyTo(SqliteDatabase target, CancellationToken cancellationToken)
    {
        // The transaction keeps the snapshot between the steps: else each write to this file would begin the copy again.
        if (!IsInTransaction)
            Execute("BEGIN");
        ReadNumber("SELECT COUNT(*) FROM sqlite_schema");
        using var backup = raw.sqlite3_backup_init(target._handle, "main", _handle, "main");
        if (backup.IsInvalid)
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(target._handle), target._handle);
        int code;
        do
        {
            code = raw.sqlite3_backup_step(backup, PagesPerStep);
            cancellationToken.ThrowIfCancellationRequested();
        }
        while (code == raw.SQLITE_OK);
        if (code != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(code, target._handle);
    }

    /// <summary>Prepares a statement that its caller disposes of.</summary>
    public SqliteStatement Prepare(string sql) => Prepare(sql, isCached: false);

    /// <summary>
    /// Returns a statement that is prepared once, since parsing takes longer than running. One user at a time.
    /// </summary>
    public SqliteStatement Cached(string sql)
    {
        if (!_cached.TryGetValue(sql, out var statement))
            _cached.Add(sql, statement = Prepare(sql, isCached: true));
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _cached.Values)
            statement.Close();
        _handle.Dispose();
    }

    private SqliteStatement Prepare(string sql, bool isCached)
    {
        var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        SqliteException.ThrowExceptionForRC(code, _handle);
        return new SqliteStatement(_handle, statement, isCached);
    }

    // https://www.sqlite.org/uri.html: System.Uri turns a backslash of a name into a slash.
    private static string UriOf(string path)
    {
        if (OperatingSystem.IsWindows())
            path = $"/{path.Replace('\\', '/')}";
        return "file://" + path.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("?", "%3f", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal);
    }

    private static SqliteDatabase Open(string path, int flags, string? uri = null, string? vfs = null)
    {
        var code = raw.sqlite3_open_v2(uri ?? path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, vfs);
        try
        {
            SqliteException.ThrowExceptionForRC(code, handle);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_busy_timeout(handle, BusyTimeoutMilliseconds), handle);
        }
        catch
        {
            handle?.Dispose();
            throw;
        }

        return new SqliteDatabase(handle, path);
    }
}
