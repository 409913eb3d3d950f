using DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Scheduling;

/// <summary>
/// Brings work of the file into memory: all of it at the start, and later what stayed behind for want of room. It is
/// woken by the draining of the queues, not by a clock.
/// </summary>
internal sealed partial class FileLoader(
    StoreReader reader,
    InstanceTable instances,
    ActivityQueue activities,
    Backoff backoff,
    ILogger logger)
{
    private const int LargestPage = 1_000;

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        RunAsync(instances.Pending, LoadPending, cancellation),
        RunAsync(instances.Messages, LoadMessages, cancellation),
        RunAsync(activities.Overflow, LoadActivities, cancellation));

    private async Task RunAsync(Overflow overflow, Func<bool> load, CancellationToken cancellation)
    {
        overflow.Wake();
        while (!cancellation.IsCancellationRequested)
        {
            await overflow.WaitForRoomAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                var marks = overflow.Marks;
                while (!cancellation.IsCancellationRequested && overflow.IsMarked && load())
                {
                    if (overflow.TryClear(marks))
                        break;
                    marks = overflow.Marks;
                }
            }
            catch (Exception exception)
            {
                // What could not be read stays marked.
                backoff.Later(overflow.Wake);
                LogFailed(logger, exception);
            }
        }
    }

    private bool LoadPending() => Load(instances.Starts, reader.PendingRows, instances.FoundPending);

    private bool LoadMessages() => Load(instances.UnderWay, reader.InboxRows, instances.FoundMessages);

    /// <summary>True where the file's end was reached; false where the room was used up.</summary>
    private static bool Load(Lane lane, Func<long, int, List<long>> read, Action<long> found)
    {
        long last = 0;
        while (true)
        {
            if (lane.Room == 0)
                return false;
            var rows = read(last, LargestPage);
            foreach (var row in rows)
            {
                if (lane.Room == 0)
                    return false;
                found(row);
            }

            if (rows.Count < LargestPage)
                return true;
            last = rows[^1];
        }
    }

    private bool LoadActivities()
    {
        while (activities.Room > 0)
        {
            var page = Math.Min(LargestPage, activities.Room);
            var found = reader.Tasks(activities.LastSequence, page);
            activities.Found(found);
            if (found.Count < page)
                return true;
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Waiting work could not be read from the store.")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
