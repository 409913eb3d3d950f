using System.Diagnostics.CodeAnalysis;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage;

/// <content>What instances are searched by.</content>
internal sealed partial class WriterStatements
{
    private SqliteStatement _setKeys;
    private SqliteStatement _addKeys;
    private SqliteStatement _shortenBacklog;

    /// <summary>An instance is searched by these keys from now on.</summary>
    public void SetKeys(long row, SearchKeys keys) =>
        _setKeys.Bind(1, row).Bind(2, keys.Group).Bind(3, keys.State).Bind(4, UtcTicks.Of(keys.Time)).Execute();

    /// <summary>The same, unless the instance has changed since the keys were made of it.</summary>
    public void AddKeys(KeyedRow row)
    {
        if (row.Keys is { } keys)
            _addKeys.Bind(1, row.Row).Bind(2, keys.Group).Bind(3, keys.State).Bind(4, UtcTicks.Of(keys.Time)).Bind(5, row.Updated).Execute();
    }

    /// <summary>Instances after this row have their keys.</summary>
    public void ShortenBacklog(long upTo) => _shortenBacklog.Bind(1, upTo).Execute();

    [MemberNotNull(nameof(_setKeys), nameof(_addKeys), nameof(_shortenBacklog))]
    private void PrepareSearching()
    {
        const string Set = "UPDATE instances SET search_group = ?2, search_state = ?3, search_time = ?4 WHERE row = ?1 AND ";
        // What stays as it is must not be written to two indexes.
        _setKeys = Prepare(Set + "(search_state IS NOT ?3 OR search_group IS NOT ?2 OR search_time IS NOT ?4)");
        _addKeys = Prepare(Set + "updated = ?5");
        _shortenBacklog = Prepare("UPDATE search_backlog SET up_to = ?1");
    }
}
