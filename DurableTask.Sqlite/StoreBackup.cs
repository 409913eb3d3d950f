using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Storage.Files;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite;

/// <summary>Copies a store, even while a service uses it.</summary>
public static class StoreBackup
{
    /// <summary>
    /// Copies a store with SQLite's backup API: a snapshot that contains all calls that were acknowledged before. The
    /// store and the files beside it are not changed. If no process owns the store, its write-ahead log is checked
    /// first, and a service that opens the store meanwhile is refused.
    /// </summary>
    /// <param name="path">The store's file.</param>
    /// <param name="target">
    /// The copy's file, in an existing folder. Only the user who makes the copy can read it. It gets this name once it
    /// is complete and synced; until then, the name ends in <c>.partial</c>.
    /// </param>
    /// <param name="cancellationToken">Ends the copying and deletes the incomplete file.</param>
    /// <exception cref="FileNotFoundException">There is no store at <paramref name="path"/>.</exception>
    /// <exception cref="IOException">
    /// The store or its write-ahead log is damaged, the file contains no store, <paramref name="target"/> exists, or
    /// the copy can't be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">The backup was cancelled; no file is left.</exception>
    /// <exception cref="UnauthorizedAccessException">The store can't be read.</exception>
    /// <exception cref="InvalidOperationException">A newer version or another program wrote the file.</exception>
    public static void Create(string path, string target, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        path = Path.GetFullPath(path);
        var copy = new BackupFile(Path.GetFullPath(target));
        try
        {
            StoreInspection.Read(path, store =>
            {
                if (SchemaVersions.FindMissing(store) is [var fault, ..])
                    throw new IOException($"'{path}' can't be backed up: {fault}");
                copy.Write(store, cancellationToken);
                return copy;
            });
            copy.Complete();
        }
        catch (Exception exception) when (exception is SqliteException or InvalidDataException)
        {
            throw new IOException(StoreErrors.OpenMessage(path, exception), exception);
        }
        finally
        {
            copy.DeletePartial();
        }
    }
}
