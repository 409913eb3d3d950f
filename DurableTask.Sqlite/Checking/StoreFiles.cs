namespace DurableTask.Sqlite.Checking;

/// <summary>Looks at the store's files before SQLite does: a file that is refused stays as it is.</summary>
internal static class StoreFiles
{
    private const int ReadAhead = 1024 * 1024;

    /// <summary>Only by the owner, and while it has no connection: the end of this closes the files.</summary>
    /// <param name="path">The store.</param>
    /// <param name="application">The application id of a store that is ours; another file is not looked at.</param>
    /// <exception cref="InvalidDataException">A file is damaged; the message says where.</exception>
    public static void Check(string path, long application)
    {
        if (!File.Exists(path))
            return;

        using var file = Open(path, FileOptions.RandomAccess);
        using var log = File.Exists(path + "-wal") ? Open(path + "-wal", FileOptions.SequentialScan) : null;
        var content = WriteAheadLog.Read(log ?? Stream.Null);
        if (StorePages.TryOpen(file.SafeFileHandle, log?.SafeFileHandle, content, application) is { } pages)
            new StoreTrees(pages).Check();
    }

    // Some other program may have the store open too, a sqlite3 command for one.
    private static FileStream Open(string path, FileOptions options) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, ReadAhead, options);
}
