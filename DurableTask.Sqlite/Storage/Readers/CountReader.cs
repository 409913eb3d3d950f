using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>Counts instances by their keys. The statements read one index and no row.</summary>
internal sealed class CountReader(ReadConnections connections)
{
    private const string Keyed = "FROM instances INDEXED BY instances_search_group WHERE search_time IS NOT NULL ";

    private const string CountAll =
        "SELECT search_group, search_state, COUNT(*), MIN(search_time) " + Keyed
            + "GROUP BY search_group, search_state";

    private const string CountOne =
        "SELECT COUNT(*), MIN(search_time) " + Keyed
            + "AND search_group = ?1 AND search_state = ?2 AND search_time >= ?3";

    private const string CountMinutes =
        "SELECT (search_time - ?3) / ?4, COUNT(*) " + Keyed
            + "AND search_group = ?1 AND search_state = ?2 AND search_time >= ?3 GROUP BY 1";

    // A comparison of pairs would seek only by the group and step over all its states.
    private const string NextState =
        "SELECT search_group, search_state " + Keyed
            + "AND search_group = ?1 AND search_state > ?2 ORDER BY search_state LIMIT 1";

    private const string NextGroup =
        "SELECT search_group, search_state " + Keyed
            + "AND search_group > ?1 ORDER BY search_group, search_state LIMIT 1";

    public List<SearchCount> Count(DateTime from) => connections.ReadSnapshot(database =>
    {
        using var statement = database.Cached(CountAll);
        var counts = new List<SearchCount>();
        while (statement.Step())
        {
            var (group, state) = (statement.Text(0)!, statement.Text(1)!);
            counts.Add(new SearchCount(
                group,
                state,
                statement.Number(2),
                new DateTime(statement.Number(3), DateTimeKind.Utc),
                Minutes(database, group, state, from)));
        }

        return counts;
    });

    public List<SearchCount> CountRecent(DateTime from, IReadOnlyCollection<string> wholeStates) =>
        connections.ReadSnapshot(database =>
    {
        var counts = new List<SearchCount>();
        var next = Next(database, NextState, "", "") ?? Next(database, NextGroup, "", null);
        while (next is { } key)
        {
            if (CountOf(database, key.Group, key.State, from, wholeStates.Contains(key.State)) is { Count: > 0 } count)
                counts.Add(count);
            next = Next(database, NextState, key.Group, key.State) ?? Next(database, NextGroup, key.Group, null);
        }

        return counts;
    });

    private static (string Group, string State)? Next(SqliteDatabase database, string sql, string group, string? state)
    {
        using var statement = database.Cached(sql);
        statement.Bind(1, group);
        if (state is not null)
            statement.Bind(2, state);
        return statement.Step() ? (statement.Text(0)!, statement.Text(1)!) : null;
    }

    private static SearchCount CountOf(SqliteDatabase database, string group, string state, DateTime from, bool isWhole)
    {
        using var statement = database.Cached(CountOne);
        statement.Bind(1, group).Bind(2, state).Bind(3, isWhole ? 0 : UtcTicks.Of(from)).Step();
        return new SearchCount(
            group,
            state,
            statement.Number(0),
            new DateTime(statement.Number(1), DateTimeKind.Utc),
            Minutes(database, group, state, from));
    }

    private static Dictionary<int, long> Minutes(SqliteDatabase database, string group, string state, DateTime from)
    {
        using var statement = database.Cached(CountMinutes);
        statement.Bind(1, group).Bind(2, state).Bind(3, UtcTicks.Of(from)).Bind(4, TimeSpan.TicksPerMinute);
        var minutes = new Dictionary<int, long>();
        while (statement.Step())
            minutes[(int)statement.Number(0)] = statement.Number(1);
        return minutes;
    }
}
