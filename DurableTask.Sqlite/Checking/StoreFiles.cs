namespace DurableTask.Sqlite.Checking;

/// <summary>Looks at the store's files before SQLite does: a file that is refused stays as it is.</summary>
internal static class StoreFiles
{
    private const int ReadAhead = 1024 * 1024;

    /// <summary>Only by the owner, and while it has no connection: the end of this closes the files.</summary>
    /// <exception cref="InvalidDataException">A file is damaged; the message says where.</exception>
    public static void Check(string path)
    {
        if (!File.Exists(path + "-wal"))
            return;

        using var log = Open(path + "-wal");
        WriteAheadLog.Read(log);
    }

    // Some other program may have the store open too, a sqlite3 command for one.
    private static FileStream Open(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, ReadAhead, FileOptions.SequentialScan);
}
