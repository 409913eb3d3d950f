using System.Globalization;
using DurableTask.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace DurableTask.Sqlite.Storage.Files;

/// <summary>The errors of a store that this process can't own, each with what an operator can do.</summary>
internal static class OwnershipErrors
{
    public static IOException CannotOpen(string path, IOException exception) =>
        new($"The store '{path}' can't be opened: {exception.Message}", exception);

    public static IOException OpenWithoutLockFile(string path) =>
        new($"The store '{path}' is open in another process, though the lock file of an owner is missing. " +
            "Stop that process, then start again.");

    public static IOException Held(string path) =>
        new($"The store '{path}' is being backed up or checked. Start again once that has ended.");

    public static IOException InUse(string path) =>
        new($"The store '{path}' is in use{OwnerOf(path)}: one process owns a file at a time.");

    private static string OwnerOf(string path)
    {
        try
        {
            using var database = SqliteDatabase.OpenToRead(path);
            var pid = database.ReadNumber("SELECT pid FROM owner");
            return string.Create(CultureInfo.InvariantCulture, $" by process {pid}");
        }
        catch (SqliteException)
        {
            return "";
        }
    }
}
