using DurableTask.Sqlite.Checking;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage.Files;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite;

/// <summary>Checks a whole store for damage. A start does that only for small files.</summary>
public static class StoreVerification
{
    /// <summary>
    /// Checks all pages and indexes of a store, and its write-ahead log if no process owns the store. It changes
    /// nothing, creates no file beside the store, and may run while the store is in use. It reads the whole file.
    /// </summary>
    /// <param name="path">The store's file.</param>
    /// <returns>
    /// The faults: each missing table and index, and at most 100 of pages and indexes; empty for a sound store. A file
    /// without a store is a fault.
    /// </returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    /// <exception cref="InvalidOperationException">A newer version or another program wrote the file.</exception>
    public static IReadOnlyList<string> FindFaults(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        path = Path.GetFullPath(path);
        try
        {
            return StoreInspection.Read(path, FindFaults);
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

    private static IReadOnlyList<string> FindFaults(SqliteDatabase database) =>
        [.. SchemaVersions.FindMissing(database), .. StoreContent.FindFaults(database)];
}
