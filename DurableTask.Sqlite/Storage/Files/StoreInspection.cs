using DurableTask.Sqlite.Checking;
using DurableTask.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage.Files;

/// <summary>Reads a file without owning it. It changes neither the file nor the folder around it.</summary>
internal static class StoreInspection
{
    /// <summary>
    /// Returns the file that a link leads to, which may be missing: SQLite keeps its own files beside it, and so does
    /// the lock file.
    /// </summary>
    public static string LinkTarget(string path) => new FileInfo(path).LinkTarget is null
        ? path
        : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>Throws for a folder, and a file of another program, before a lock file is created beside it.</summary>
    /// <exception cref="IOException">The path is a folder's.</exception>
    /// <exception cref="InvalidOperationException">A newer version or another program wrote the file.</exception>
    public static void ThrowIfForeign(string path)
    {
        ThrowIfFolder(path);
        if (!File.Exists(path) || HasLock(path))
            return;

        try
        {
            using var database = SqliteDatabase.OpenImmutable(path);
            SchemaVersions.Check(database, path);
        }
        catch (Exception exception) when (exception is SqliteException or InvalidDataException)
        {
            // The owner reads the log too, and reports what is wrong.
        }
    }

    /// <summary>Reads a store that may be in use. A process that owns it goes on writing.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="read">Reads the store, possibly twice: the second result counts.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The path is a folder's.</exception>
    /// <exception cref="InvalidDataException">The store or its log is damaged.</exception>
    /// <exception cref="InvalidOperationException">A newer version or another program wrote the file.</exception>
    /// <exception cref="SqliteException">The file can't be read, or <paramref name="read"/> failed.</exception>
    public static T Read<T>(string path, Func<SqliteDatabase, T> read)
    {
        path = LinkTarget(path);
        ThrowIfFolder(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The store '{path}' does not exist.", path);

        var hadLock = HasLock(path);
        try
        {
            var result = ReadOnce(path, read);
            if (hadLock || !HasLock(path))
                return result;
        }
        catch (Exception exception)
            when (exception is SqliteException or InvalidDataException && !hadLock && HasLock(path))
        {
            // Reported below, if it is still so.
        }

        // Without a lock file, an owner could start and change pages while they were read.
        return ReadOnce(path, read);
    }

    private static void ThrowIfFolder(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"The store '{path}' can't be opened: it must be a file, and that is a folder.");
    }

    private static bool HasLock(string path) => File.Exists(FileOwnership.LockFileOf(path));

    private static T ReadOnce<T>(string path, Func<SqliteDatabase, T> read)
    {
        var isFree = FileOwnership.TryHold(path, out var hold);
        using (hold)
        {
            using var database = isFree ? OpenFree(path) : SqliteDatabase.OpenToRead(path);
            SchemaVersions.Check(database, path);
            return read(database);
        }
    }

    private static SqliteDatabase OpenFree(string path)
    {
        if (new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 })
            return SqliteDatabase.OpenImmutable(path);

        // Only here: an owner has checked its log, and is writing to it.
        WriteAheadLog.Check(path);
        return SqliteDatabase.OpenUnlocked(path);
    }
}
