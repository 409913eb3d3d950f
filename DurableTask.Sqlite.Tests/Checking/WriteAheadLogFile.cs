using DurableTask.Sqlite.Checking;
using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Tests.Checking;

/// <summary>A SQLite file whose write-ahead log a test grows commit by commit.</summary>
internal sealed class WriteAheadLogFile : IDisposable
{
    public const int FrameLength = WriteAheadLog.FrameHeaderLength + StoreFile.PageSize;

    private readonly string _path;
    private readonly SqliteDatabase _database;
    private int _copies;

    public WriteAheadLogFile(string path)
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

    /// <summary>Makes one commit of about <paramref name="frames"/> frames.</summary>
    public WriteAheadLogFile Commit(int frames = 1)
    {
        _database.Execute($"INSERT INTO lines VALUES (randomblob({frames - 1:D} * 4090 + 10))");
        return this;
    }

    /// <summary>Checkpoints the log, so that the next commit overwrites it from its start.</summary>
    public WriteAheadLogFile Restart()
    {
        _database.Execute("PRAGMA wal_checkpoint(RESTART)");
        return this;
    }

    /// <summary>Copies the file and its log and opens the copy, like a restart after a crash.</summary>
    public WriteAheadLogFile Copy()
    {
        var copy = $"{_path}-copy-{++_copies}";
        File.Copy(_path, copy);
        File.WriteAllBytes(copy + "-wal", Bytes);
        return new WriteAheadLogFile(copy);
    }

    public void Dispose() => _database.Dispose();
}
