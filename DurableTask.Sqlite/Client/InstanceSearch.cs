using DurableTask.Sqlite.Searching;
using DurableTask.Sqlite.Storage.Readers;

namespace DurableTask.Sqlite.Client;

/// <summary>Searches and counts instances by their search keys.</summary>
internal sealed class InstanceSearch(SearchReader reader, CountReader counts, bool isEnabled)
{
    public SearchPage Search(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        ThrowUnlessEnabled();
        if (query.States.Count == 0)
            throw new ArgumentException("A search must name at least one state.", nameof(query));

        return reader.Search(query);
    }

    public IReadOnlyList<SearchCount> Count(DateTime from)
    {
        ThrowUnlessEnabled();
        return counts.Count(from, _ => true);
    }

    public IReadOnlyList<SearchCount> CountRecent(DateTime from, IReadOnlyCollection<string> wholeStates)
    {
        ArgumentNullException.ThrowIfNull(wholeStates);
        ThrowUnlessEnabled();
        return counts.Count(from, wholeStates.Contains);
    }

    private void ThrowUnlessEnabled()
    {
        if (!isEnabled)
        {
            throw new InvalidOperationException(
                $"Searching needs the option {nameof(SqliteOrchestrationServiceOptions.SearchKeysOf)}.");
        }
    }
}
