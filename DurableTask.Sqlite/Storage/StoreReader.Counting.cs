using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage;

/// <content>How many instances there are. Both statements read one index and no row.</content>
internal sealed partial class StoreReader
{
    private const string CountAll =
        "SELECT search_group, search_state, COUNT(*), MIN(search_time) FROM instances INDEXED BY instances_search_group " +
        "WHERE search_time IS NOT NULL GROUP BY search_group, search_state";

    private const string CountRecent =
        "SELECT (search_time - ?3) / ?4, COUNT(*) FROM instances INDEXED BY instances_search_group " +
        "WHERE search_time IS NOT NULL AND search_group = ?1 AND search_state = ?2 AND search_time >= ?3 GROUP BY 1";

    public List<SearchCount> Count(DateTime from) => ReadSnapshot(database =>
    {
        using var statement = database.Cached(CountAll);
        var counts = new List<SearchCount>();
        while (statement.Step())
        {
            var (group, state) = (statement.Text(0)!, statement.Text(1)!);
            counts.Add(new SearchCount(
                group, state, statement.Number(2), new DateTime(statement.Number(3), DateTimeKind.Utc), Recent(database, group, state, from)));
        }

        return counts;
    });

    private static Dictionary<int, long> Recent(SqliteDatabase database, string group, string state, DateTime from)
    {
        using var statement = database.Cached(CountRecent);
        statement.Bind(1, group).Bind(2, state).Bind(3, UtcTicks.Of(from)).Bind(4, TimeSpan.TicksPerMinute);
        var minutes = new Dictionary<int, long>();
        while (statement.Step())
            minutes[(int)statement.Number(0)] = statement.Number(1);
        return minutes;
    }
}
