using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>Counts instances by their keys. The statements read one index and no row.</summary>
internal sealed class CountReader(ReadConnections connections)
{
    private const string Keyed = "FROM instances INDEXED BY instances_search_group WHERE search_time IS NOT NULL ";

    private const string First =
        "SELECT search_time " + Keyed
            + "AND search_group = ?1 AND search_state = ?2 AND search_time >= ?3 ORDER BY search_time LIMIT 1";

    // Nothing but a count: SQLite then steps over the index without reading its entries, six times as fast as it groups
    // them by minute.
    private const string CountRange =
        "SELECT COUNT(*) " + Keyed
            + "AND search_group = ?1 AND search_state = ?2 AND search_time >= ?3 AND search_time < ?4";

    private const string Order = "ORDER BY search_group, search_state LIMIT 1";

    private const string FirstState = "SELECT search_group, search_state " + Keyed + Order;

    // A comparison of pairs would seek only by the group and step over all its states.
    private const string NextState =
        "SELECT search_group, search_state " + Keyed
            + "AND search_group = ?1 AND search_state > ?2 ORDER BY search_state LIMIT 1";

    private const string NextGroup =
        "SELECT search_group, search_state " + Keyed + "AND search_group > ?1 " + Order;

    /// <param name="from">Where the minutes begin.</param>
    /// <param name="isWhole">Whether older instances of a state are counted too.</param>
    public List<SearchCount> Count(DateTime from, Func<string, bool> isWhole) => connections.ReadSnapshot(database =>
    {
        var counts = new List<SearchCount>();
        var next = Next(database, FirstState);
        while (next is { } key)
        {
            if (CountOf(database, key.Group, key.State, UtcTicks.Of(from), isWhole(key.State)) is { } count)
                counts.Add(count);
            next = Next(database, NextState, key.Group, key.State) ?? Next(database, NextGroup, key.Group);
        }

        return counts;
    });

    private static (string Group, string State)? Next(SqliteDatabase database, string sql, params string[] after)
    {
        using var statement = database.Cached(sql);
        for (var i = 0; i < after.Length; i++)
            statement.Bind(i + 1, after[i]);
        return statement.Step() ? (statement.Text(0)!, statement.Text(1)!) : null;
    }

    private static SearchCount? CountOf(SqliteDatabase database, string group, string state, long from, bool isWhole)
    {
        if (FirstTime(database, group, state, isWhole ? 0 : from) is not { } earliest)
            return null;

        var count = earliest < from ? CountBetween(database, group, state, earliest, from) : 0;
        var minutes = new Dictionary<int, long>();
        for (var start = from; FirstTime(database, group, state, start) is { } time;)
        {
            var minute = (time - from) / TimeSpan.TicksPerMinute;
            start = from + ((minute + 1) * TimeSpan.TicksPerMinute);
            count += minutes[(int)minute] = CountBetween(database, group, state, time, start);
        }

        return new SearchCount(group, state, count, new DateTime(earliest, DateTimeKind.Utc), minutes);
    }

    private static long? FirstTime(SqliteDatabase database, string group, string state, long from)
    {
        using var statement = database.Cached(First);
        return statement.Bind(1, group).Bind(2, state).Bind(3, from).Step() ? statement.Number(0) : null;
    }

    private static long CountBetween(SqliteDatabase database, string group, string state, long from, long to)
    {
        using var statement = database.Cached(CountRange);
        statement.Bind(1, group).Bind(2, state).Bind(3, from).Bind(4, to).Step();
        return statement.Number(0);
    }
}
