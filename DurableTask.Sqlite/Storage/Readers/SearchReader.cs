using DurableTask.Core;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite.Storage.Readers;

/// <summary>Searches instances by their keys.</summary>
internal sealed class SearchReader(ReadConnections connections)
{
    /// <exception cref="ArgumentException">The continuation token was not made by a search.</exception>
    public SearchPage Search(SearchQuery query)
    {
        var after = query.ContinuationToken is { Length: > 0 } token ? PagePosition.Parse(token) : (PagePosition?)null;
        return connections.Read(database =>
        {
            using var statement = new SearchStatement(query, after).Prepare(database);
            var ids = new List<string>();
            PagePosition last = default;
            while (statement.Step())
            {
                if (ids.Count == query.PageSize)
                    return new SearchPage(ids, last.ToToken());
                ids.Add(statement.Text(0)!);
                last = new PagePosition(statement.Number(1), statement.Number(2));
            }

            return new SearchPage(ids, ContinuationToken: null);
        });
    }

    /// <summary>The last row whose keys may be missing or old; 0 if there is none.</summary>
    public long SearchBacklog() =>
        connections.Read(database => database.ReadNumber("SELECT up_to FROM search_backlog"));

    /// <summary>The keys of the last instances up to a row, the newest first.</summary>
    public List<KeyedRow> Keys(long upTo, int limit, Func<OrchestrationState, SearchKeys?> keysOf) =>
        connections.Read(database =>
    {
        using var statement = database.Cached(
            InstanceRows.Columns + " FROM instances WHERE row <= ?1 ORDER BY row DESC LIMIT ?2");
        statement.Bind(1, upTo).Bind(2, limit);
        var rows = new List<KeyedRow>();
        while (statement.Step())
            rows.Add(new KeyedRow(statement.Number(0), statement.Number(7), keysOf(InstanceRows.ReadState(statement))));
        return rows;
    });
}
