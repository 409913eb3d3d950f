using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage;

/// <summary>Tells errors of a read that may pass (a busy or failing disk) from a store that is damaged.</summary>
internal static class ReadErrors
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    public static bool MayPass(Exception error) => error is OutOfMemoryException
        or SqliteException { SqliteErrorCode: not (Corrupt or NotADatabase) };
}
