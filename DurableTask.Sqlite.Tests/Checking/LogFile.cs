using DurableTask.Sqlite.Checking;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>The log of a real file, commit by commit.</summary>
internal sealed class LogFile : IDisposable
{
    public const int FrameLength = WriteAheadLog.FrameHeaderLength + StoreFile.PageSize;

    private readonly string _path;
    private readonly SqliteDatabase _database;
    private int _copies;

    public LogFile(string path)
    {
        _path = path;
        _database = SqliteDatabase.Open(path, create: true);
        _database.Execute("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
        if (_database.ReadNumber("SELECT COUNT(*) FROM sqlite_schema") == 0)
            _database.Execute("CREATE TABLE lines (line BLOB)");
    }

    public byte[] Bytes
    {
        get
        {
            using var file = new FileStream(_path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
    }

    /// <summary>One commit of about so many frames.</summary>
    public LogFile Commit(int frames = 1)
    {
        _database.Execute($"INSERT INTO lines VALUES (randomblob({frames - 1:D} * 4090 + 10))");
        return this;
    }

    /// <summary>All goes into the store, and the next commit begins at the log's beginning again.</summary>
    public LogFile Restart()
    {
        _database.Execute("PRAGMA wal_checkpoint(RESTART)");
        return this;
    }

    /// <summary>Another store that goes on from here, as after a crash.</summary>
    public LogFile Copy()
    {
        var copy = $"{_path}-copy-{++_copies}";
        File.Copy(_path, copy);
        File.WriteAllBytes(copy + "-wal", Bytes);
        return new LogFile(copy);
    }

    public void Dispose() => _database.Dispose();
}
