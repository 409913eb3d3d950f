using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage.Statements;

/// <summary>The writer's statements about the keys that instances are searched by.</summary>
internal sealed class SearchKeyStatements
{
    private readonly SqliteStatement _set;
    private readonly SqliteStatement _add;
    private readonly SqliteStatement _shortenBacklog;

    public SearchKeyStatements(PreparedStatements prepared)
    {
        const string Set =
            "UPDATE instances SET search_group = ?2, search_state = ?3, search_time = ?4 WHERE row = ?1 AND ";
        // A row whose keys stay the same must not be written to two indexes.
        _set = prepared.Add(Set + "(search_state IS NOT ?3 OR search_group IS NOT ?2 OR search_time IS NOT ?4)");
        _add = prepared.Add(Set + "updated = ?5");
        _shortenBacklog = prepared.Add("UPDATE search_backlog SET up_to = ?1");
    }

    /// <summary>Sets the keys of an instance.</summary>
    public void Set(long row, SearchKeys keys) => Bind(_set, row, keys).Execute();

    /// <summary>Sets the keys of an instance that has not changed since they were made.</summary>
    public void Add(KeyedRow row)
    {
        if (row.Keys is { } keys)
            Bind(_add, row.Row, keys).Bind(5, row.Updated).Execute();
    }

    /// <summary>Records that instances after this row have their keys.</summary>
    public void ShortenBacklog(long upTo) => _shortenBacklog.Bind(1, upTo).Execute();

    private static SqliteStatement Bind(SqliteStatement statement, long row, SearchKeys keys) =>
        statement.Bind(1, row).Bind(2, keys.Group).Bind(3, keys.State).Bind(4, UtcTicks.Of(keys.Time));
}
