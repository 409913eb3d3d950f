using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Storage.Readers;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Loads work from the file into memory: all of it at the start, and later the work for which there was no room. The
/// draining of the queues wakes it, not a clock.
/// </summary>
internal sealed class BacklogLoader(
    BacklogReader reader,
    InstanceTable instances,
    ActivityQueue activities,
    Backoff backoff,
    ILogger logger)
{
    private const int MaxPage = 1_000;

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        RunAsync(instances.Pending, LoadPending, cancellationToken),
        RunAsync(instances.Messages, LoadMessages, cancellationToken),
        RunAsync(activities.Backlog, LoadActivities, cancellationToken));

    private async Task RunAsync(Backlog backlog, Func<bool> load, CancellationToken cancellationToken)
    {
        backlog.Wake();
        while (!cancellationToken.IsCancellationRequested)
        {
            await backlog.WaitForRoomAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                var marks = backlog.Marks;
                while (!cancellationToken.IsCancellationRequested && backlog.IsMarked && load())
                {
                    if (backlog.TryClear(marks))
                        break;
                    marks = backlog.Marks;
                }
            }
            catch (Exception exception)
            {
                // Work that could not be read stays marked.
                backoff.Later(backlog.Wake);
                logger.BacklogReadFailed(exception);
            }
        }
    }

    private bool LoadPending() => Load(instances.Starts, reader.PendingRows, instances.OnPendingFound);

    private bool LoadMessages() => Load(instances.UnderWay, reader.InboxRows, instances.OnMessagesFound);

    /// <summary>Returns true if the end of the file was reached; false if the room was used up.</summary>
    private static bool Load(Lane lane, Func<long, int, List<long>> read, Action<long> found)
    {
        long last = 0;
        while (true)
        {
            if (lane.Room == 0)
                return false;
            var rows = read(last, MaxPage);
            foreach (var row in rows)
            {
                if (lane.Room == 0)
                    return false;
                found(row);
            }

            if (rows.Count < MaxPage)
                return true;
            last = rows[^1];
        }
    }

    private bool LoadActivities()
    {
        while (activities.Room > 0)
        {
            var page = Math.Min(MaxPage, activities.Room);
            var found = reader.Tasks(activities.LastSequence, page);
            activities.OnFound(found);
            if (found.Count < page)
                return true;
        }

        return false;
    }
}
