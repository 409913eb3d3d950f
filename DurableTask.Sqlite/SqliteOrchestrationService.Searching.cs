using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Searching;

namespace DurableTask.Sqlite;

/// <content>Searches by what <see cref="SqliteOrchestrationServiceOptions.SearchKeysOf"/> says of instances.</content>
public sealed partial class SqliteOrchestrationService
{
    private readonly SearchBackfill? _backfill;

    /// <summary>
    /// Searches instances, those of the latest time first. A page costs as much in a large store as in a small one.
    /// Instances of before the option was set are found bit by bit after the first start with it, the newest first.
    /// </summary>
    /// <param name="query">What is searched.</param>
    /// <exception cref="InvalidOperationException">The service was not told what instances are searched by.</exception>
    /// <exception cref="ArgumentException">The continuation token is none of a search, or no state is named.</exception>
    public Task<SearchPage> SearchAsync(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        if (_options.SearchKeysOf is null)
            throw new InvalidOperationException($"A search needs the option {nameof(SqliteOrchestrationServiceOptions.SearchKeysOf)}.");
        if (query.States.Count == 0)
            throw new ArgumentException("A search names one state at least.", nameof(query));

        return Task.FromResult(_reader.Search(query));
    }

    /// <summary>
    /// Counts the instances by group and state. It reads an index from end to end: about 0.1 s for a million instances.
    /// </summary>
    /// <param name="from">Instances of this time or later are counted by minute as well.</param>
    /// <exception cref="InvalidOperationException">The service was not told what instances are searched by.</exception>
    public Task<IReadOnlyList<SearchCount>> CountAsync(DateTime from)
    {
        if (_options.SearchKeysOf is null)
            throw new InvalidOperationException($"A count needs the option {nameof(SqliteOrchestrationServiceOptions.SearchKeysOf)}.");

        return Task.FromResult<IReadOnlyList<SearchCount>>(_reader.Count(from));
    }
}
