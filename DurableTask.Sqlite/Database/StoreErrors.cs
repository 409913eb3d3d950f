using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DurableTask.Sqlite.Database;

/// <summary>Distinguishes errors of the store from errors of a single call.</summary>
internal static class StoreErrors
{
    /// <summary>Whether the file is damaged.</summary>
    public static bool IsDamage(Exception? error) => error switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } => true,
        StoreWriteException told => IsDamage(told.InnerException),
        _ => false,
    };

    /// <summary>Says what is wrong with a damaged file, and what to do.</summary>
    public static string DamageMessage(string path, string what) =>
        $"The store '{path}' is damaged ({what}). First copy it, and the '-wal' beside it, to another folder: the " +
        "next program that opens it may drop data. Then put a backup in its place and delete the '-wal', the " +
        "'-shm' and the '.lock', which belong to the damaged file, or recover what can be read with '.recover' of " +
        "the sqlite3 command.";

    /// <summary>Says what must be writable.</summary>
    public static string NotWritableMessage(string path, Exception error) =>
        $"The store '{path}' can't be opened: its folder must be writable, and so must the files that lie beside it " +
        $"({error.Message})";

    /// <summary>Says why a file could not be opened.</summary>
    public static string OpenMessage(string path, Exception error) => error switch
    {
        _ when error is InvalidDataException || IsDamage(error) => DamageMessage(path, error.Message),
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } =>
            $"The store '{path}' can't be opened: the disk is full; make room, then start again",
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN } =>
            NotWritableMessage(path, error),
        _ => $"The store '{path}' can't be opened: {error.Message}",
    };

    /// <summary>Returns the error for the caller of a write; errors of the store name its file.</summary>
    public static Exception WriteError(string path, Exception error)
    {
        if (IsDamage(error))
            return new StoreWriteException(DamageMessage(path, error.Message), error);
        return IsStoreFailure(error)
            ? new StoreWriteException($"The store '{path}' can't be written at the moment: {error.Message}", error)
            : error;
    }

    /// <summary>Whether a read may succeed later (a busy or failing disk). It can't if the file is damaged.</summary>
    public static bool IsTransient(Exception error) =>
        error is OutOfMemoryException || (error is SqliteException && !IsDamage(error));

    /// <summary>
    /// Whether any other write would have failed too: the disk is full or fails, or the file is locked or gone.
    /// </summary>
    public static bool IsStoreFailure(Exception error) => error is StoreMovedException or SqliteException
    {
        SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_BUSY or raw.SQLITE_READONLY
            or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM,
    };
}
