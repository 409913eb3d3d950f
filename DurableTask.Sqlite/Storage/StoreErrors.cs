using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DurableTask.Sqlite.Storage;

/// <summary>What an error says about the store, and what about the one call that met it.</summary>
internal static class StoreErrors
{
    /// <summary>Whether a read may succeed later (a busy or failing disk), as it does not where the file is damaged.</summary>
    public static bool MayPass(Exception error) => error is OutOfMemoryException
        or SqliteException { SqliteErrorCode: not (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB) };

    /// <summary>Whether any other write would have failed too: the disk is full or fails, or the file is locked.</summary>
    public static bool IsOfTheStore(Exception error) => error is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_BUSY or raw.SQLITE_READONLY
            or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM,
    };
}
