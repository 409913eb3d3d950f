using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Storage.Readers;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>
/// Requeues abandoned activities after a pause, unless their instance has ended or is gone meanwhile: an activity that
/// is abandoned each time would run for ever, whatever is done to its instance.
/// </summary>
internal sealed class AbandonedActivities(
    ActivityQueue queue, BacklogReader reader, StoreWriter writer, Backoff backoff)
{
    public void RequeueLater(ActivityEntry entry) => backoff.Later(() => _ = RequeueOrDropAsync(entry));

    private async Task RequeueOrDropAsync(ActivityEntry entry)
    {
        try
        {
            if (reader.IsAwaited(entry))
                queue.Requeue(entry);
            else
                await writer.WriteAsync(new DropActivity(entry, queue)).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The next start finds the activity in the file.
        }
        catch (Exception)
        {
            // The dispatcher meets the error as well, and reports it.
            queue.Requeue(entry);
        }
    }
}
