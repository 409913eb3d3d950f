using DurableTask.Sqlite.Database;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DurableTask.Sqlite.Storage.Files;

/// <summary>The file of a backup, which has another name until it is complete.</summary>
internal sealed class BackupFile
{
    /// <summary>The endings of the file and of those that SQLite writes beside it.</summary>
    private static readonly string[] Endings = ["", "-journal", "-wal", "-shm"];

    private readonly string _path;
    private readonly string _partial;

    /// <exception cref="IOException">The file exists, or its folder does not.</exception>
    public BackupFile(string path)
    {
        if (Path.Exists(path))
            throw new IOException($"'{path}' exists already");
        // A misspelt folder would hide the copy, so it is not created.
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw CantWrite(path, $"there is no folder '{Path.GetDirectoryName(path)}'", inner: null);

        _path = path;
        // Two backups to one file at the same time must not write into each other's.
        _partial = $"{path}.{Guid.NewGuid():N}.partial";
    }

    /// <summary>Copies a store, over an earlier copy if there is one.</summary>
    /// <exception cref="IOException">The copy can't be written, or the store can't be read.</exception>
    /// <exception cref="SqliteException">The store is damaged.</exception>
    /// <exception cref="OperationCanceledException">The copy was cancelled.</exception>
    public void Write(SqliteDatabase store, CancellationToken cancellationToken)
    {
        CreatePartial();
        try
        {
            using var copy = SqliteDatabase.Open(_partial, create: false);
            store.CopyTo(copy, cancellationToken);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_FULL)
        {
            throw CantWrite(_path, "the disk is full", exception);
        }
        catch (SqliteException exception) when (!StoreErrors.IsDamage(exception))
        {
            throw new IOException(
                $"'{_path}' can't be written, or the store can't be read: {exception.Message}", exception);
        }
    }

    public void Complete() => File.Move(_partial, _path);

    /// <summary>Deletes the incomplete copy, and what SQLite has left beside it, as it does if the disk is full.</summary>
    public void DeletePartial()
    {
        try
        {
            foreach (var ending in Endings)
                File.Delete(_partial + ending);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The reason for the failed backup is more useful.
        }
    }

    private static IOException CantWrite(string path, string reason, Exception? inner) =>
        new($"'{path}' can't be written: {reason}", inner);

    private void CreatePartial()
    {
        try
        {
            DeletePartial();
            PrivateFile.Create(_partial);
        }
        catch (IOException exception)
        {
            throw CantWrite(_path, exception.Message, exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw CantWrite(_path, "its folder must be writable", exception);
        }
    }
}
