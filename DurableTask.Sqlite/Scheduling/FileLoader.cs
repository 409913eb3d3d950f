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
    TimerPump timers,
    Backoff backoff,
    ILogger logger)
{
    private const int LargestPage = 1_000;

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        RunAsync(instances.Overflow, LoadInstances, cancellation),
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

                timers.Advance();
            }
            catch (Exception exception)
            {
                // What could not be read stays marked.
                backoff.Later(overflow.Wake);
                LogFailed(logger, exception);
            }
        }
    }

    /// <summary>True where the file's end was reached; false where the room was used up.</summary>
    private bool LoadInstances() =>
        LoadInstances(reader.PendingRows) && LoadInstances(reader.InboxRows);

    private bool LoadInstances(Func<long, int, List<long>> read)
    {
        long last = 0;
        while (true)
        {
            if (instances.Room == 0)
                return false;
            var rows = read(last, LargestPage);
            foreach (var row in rows)
            {
                if (instances.Room == 0)
                    return false;
                instances.Found(row);
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
