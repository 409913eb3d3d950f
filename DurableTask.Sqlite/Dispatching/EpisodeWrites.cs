using DurableTask.Core;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Episodes;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Searching;
using DurableTask.Sqlite.Writing;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>Stores the results of episodes, and runs an instance again if its result can't be stored.</summary>
internal sealed class EpisodeWrites(
    StoreWriter writer,
    InstanceTable instances,
    ActivityQueue activities,
    InstanceWaits waits,
    Backoff backoff,
    TimeProvider time,
    Func<OrchestrationState, SearchKeys?>? keysOf)
{
    /// <summary>Encodes the result of an episode, on the caller's thread.</summary>
    public Episode Encode(InstanceEntry entry, EpisodeResult result) =>
        new(entry, result, time.GetUtcNow().UtcDateTime, keysOf);

    public Task WriteAsync(Episode episode) =>
        writer.WriteAsync(new CompleteEpisode(episode, instances, activities, waits));

    /// <summary>
    /// Stores an episode that ran no orchestrator. After an error the instance runs again from the file.
    /// </summary>
    public async Task WriteOrRequeueAsync(InstanceEntry entry, EpisodeResult result)
    {
        try
        {
            await WriteAsync(Encode(entry, result)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The writer has logged the error.
            RequeueLater(entry);
        }
    }

    /// <summary>Removes the messages of an episode that its instance can't accept.</summary>
    public Task DropMessagesAsync(InstanceEntry entry) => writer.WriteAsync(new DropMessages(entry, instances));

    public void RequeueLater(InstanceEntry entry) =>
        backoff.Later(() => instances.Requeue(entry), Backoff.After(entry.DamageCount));
}
