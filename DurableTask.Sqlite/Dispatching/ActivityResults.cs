using DurableTask.Core;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage;
using DurableTask.Sqlite.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>
/// Stores the results of activities. An activity has had its effects and must not run again, so a result that can't be
/// stored is tried again until it can or the service is disposed.
/// </summary>
internal sealed class ActivityResults(
    StoreWriter writer, InstanceTable instances, ActivityQueue activities, Backoff backoff, TimeProvider time)
{
    public async Task StoreAsync(ActivityEntry entry, TaskMessage response)
    {
        response.Event.Timestamp = time.GetUtcNow().UtcDateTime;
        while (true)
        {
            try
            {
                await StoreAsync(entry, new OutboundMessage(response), damageCount: 0).ConfigureAwait(false);
                return;
            }
            catch (OutOfMemoryException)
            {
                // Encoding the result needs memory that other work may free.
                await backoff.WaitAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task StoreAsync(ActivityEntry entry, OutboundMessage response, int damageCount)
    {
        while (true)
        {
            try
            {
                await writer.WriteAsync(
                    new CompleteActivity(entry, response, instances, activities)).ConfigureAwait(false);
                return;
            }
            catch (StoreWriteException exception) when (StoreErrors.IsDamage(exception))
            {
                // Damage may be permanent, so no dispatcher waits for it.
                var next = damageCount + 1;
                backoff.Later(() => _ = StoreAsync(entry, response, next), Backoff.After(next));
                return;
            }
            catch (Exception exception) when (
                exception is StoreWriteException or SqliteException { SqliteErrorCode: not raw.SQLITE_TOOBIG })
            {
                // The writer has logged the error.
                await backoff.WaitAsync().ConfigureAwait(false);
            }
        }
    }
}
