using DurableTask.Sqlite.Checking;
using DurableTask.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage;

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

    /// <summary>Refuses a folder, and a file of another program, before a lock file is created beside it.</summary>
    /// <exception cref="IOException">The path is a folder's.</exception>
    /// <exception cref="InvalidOperationException">A newer version or another program wrote the file.</exception>
    public static void RefuseForeign(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"The store '{path}' can't be opened: it must be a file, and that is a folder.");
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

    /// <summary>Checks a store that may be in use: all of its pages, and its log if no process owns it.</summary>
    /// <returns>The faults; empty for a sound store.</returns>
    /// <inheritdoc cref="StoreVerification.FindFaults" path="/exception"/>
    public static IReadOnlyList<string> FindFaults(string path)
    {
        path = LinkTarget(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The store '{path}' does not exist.", path);

        var hadLock = HasLock(path);
        var faults = Read(path);
        // Without a lock file, an owner could start and change pages while they were read.
        return faults.Count > 0 && !hadLock && HasLock(path) ? Read(path) : faults;
    }

    private static bool HasLock(string path) => File.Exists(FileOwnership.LockFileOf(path));

    private static IReadOnlyList<string> Read(string path)
    {
        var isFree = FileOwnership.TryHold(path, out var hold);
        using (hold)
        {
            try
            {
                using var database = isFree ? OpenFree(path) : SqliteDatabase.OpenToRead(path);
                SchemaVersions.Check(database, path);
                return [.. SchemaVersions.FindMissing(database), .. StoreContent.FindFaults(database)];
            }
            catch (InvalidDataException exception)
            {
                return [exception.Message];
            }
            catch (SqliteException exception)
            {
                return StoreErrors.IsDamage(exception)
                    ? [exception.Message]
                    : throw new IOException(StoreErrors.OpenMessage(path, exception), exception);
            }
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
