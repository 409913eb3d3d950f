using DurableTask.Sqlite.Database;

namespace DurableTask.Sqlite.Poison;

/// <summary>
/// How often the process crashed while an activity or an episode of an instance was running. The columns and the table
/// named "deaths" store the counts.
/// </summary>
internal static class CrashCounts
{
    /// <summary>
    /// Counts one crash for all that ran when the last owner's process ended. The rows of instances are not looked up:
    /// a damaged page of theirs concerns only its reader, and the row of a deleted instance is never used again.
    /// </summary>
    public static void Add(SqliteDatabase database, IReadOnlyList<long> activities, IReadOnlyList<long> instances)
    {
        ForEach(database, "UPDATE tasks SET deaths = deaths + 1 WHERE seq = ?1", activities);
        ForEach(
            database,
            "INSERT INTO deaths VALUES (?1, 1) ON CONFLICT (row) DO UPDATE SET deaths = deaths + 1",
            instances);
    }

    /// <summary>Reads the counts of instances, by row. Instances without a crash are left out.</summary>
    public static Dictionary<long, int> ReadInstances(SqliteDatabase database)
    {
        using var statement = database.Prepare("SELECT row, deaths FROM deaths");
        var counts = new Dictionary<long, int>();
        while (statement.Step())
            counts.Add(statement.Number(0), (int)statement.Number(1));
        return counts;
    }

    private static void ForEach(SqliteDatabase database, string sql, IReadOnlyList<long> numbers)
    {
        using var statement = database.Prepare(sql);
        foreach (var number in numbers)
            statement.Bind(1, number).Execute();
    }
}
