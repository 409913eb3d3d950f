using DurableTask.Core;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Searching;
using DurableTask.Sqlite.Storage.Readers;
using DurableTask.Sqlite.Writing;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Operations;

/// <summary>
/// Stores the search keys of instances from before the option was set: the newest first, in pages between which other
/// work is written.
/// </summary>
internal sealed class SearchBackfill(
    SearchReader reader,
    StoreWriter writer,
    Func<OrchestrationState, SearchKeys?> keysOf,
    Backoff backoff,
    ILogger logger)
{
    private const int PageSize = 100;

    /// <summary>Runs until no instance is left or it is stopped; the next start continues.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (reader.SearchBacklog() is 0)
                    return;
                await AddPageAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                logger.SearchBackfillFailed(exception);
                var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                backoff.Later(woken.SetResult);
                await woken.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task AddPageAsync()
    {
        var page = reader.Keys(reader.SearchBacklog(), PageSize, keysOf);
        return writer.WriteAsync(new AddSearchKeys(page, page.Count < PageSize ? 0 : page[^1].Row - 1));
    }
}
