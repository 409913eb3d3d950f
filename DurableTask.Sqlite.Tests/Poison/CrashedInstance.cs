using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Tests.Support;

namespace DurableTask.Sqlite.Tests.Poison;

internal static class CrashedInstance
{
    /// <summary>Closes the hub as if the process had crashed so often while an episode of the instance was running.</summary>
    public static Task CrashAsync(this TestHub hub, string id, int crashCount) => hub.ReopenAsync(start: false, path =>
    {
        using var database = SqliteDatabase.Open(path, create: false);
        database.Execute($"INSERT INTO deaths SELECT row, {crashCount:D} FROM instances WHERE id = '{id}'");
    });
}
