using DurableTask.Core;
using DurableTask.Sqlite.Common;
using DurableTask.Sqlite.Database;
using DurableTask.Sqlite.Episodes;
using DurableTask.Sqlite.Poison;
using DurableTask.Sqlite.Scheduling;
using DurableTask.Sqlite.Storage.Readers;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>
/// Creates the work item of an instance that is ready, and ends instances whose orchestrator must not run.
/// </summary>
internal sealed class InstanceOpener(
    InstanceTable instances,
    InstanceLoader loader,
    EpisodeWrites episodes,
    Backoff backoff,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>
    /// Opens a locked entry. An entry without a work item is requeued or evicted here: no other code holds it.
    /// </summary>
    /// <param name="entry">The entry, locked by the caller.</param>
    public OrchestrationWorkItem? TryOpen(InstanceEntry entry)
    {
        try
        {
            if (!entry.IsLoaded)
            {
                if (loader.Load(entry.Row, instances.MaxInboxBytes) is not { } loaded)
                {
                    instances.Evict(entry);
                    return null;
                }

                instances.Load(entry, loaded);
            }

            return Open(entry);
        }
        catch (ObjectDisposedException)
        {
            // The next start finds the instance in the file.
        }
        catch (Exception exception) when (StoreErrors.IsTransient(exception))
        {
            logger.InstanceReadFailed(entry.Row, exception);
            backoff.Later(() => instances.Requeue(entry));
        }
        catch (Exception exception)
        {
            logger.InstanceUnreadable(entry.Row, exception);
            instances.Evict(entry);
        }

        return null;
    }

    private OrchestrationWorkItem? Open(InstanceEntry entry)
    {
        var messages = instances.TakeMessages(entry);
        if (messages.Count == 0)
        {
            instances.Release(entry);
            return null;
        }

        if (TryEnd(entry, messages) is { } end)
        {
            _ = episodes.WriteOrRequeueAsync(entry, end);
            return null;
        }

        return new OrchestrationWorkItem(entry)
        {
            InstanceId = messages[0].OrchestrationInstance.InstanceId,
            NewMessages = messages,
            OrchestrationRuntimeState = entry.Runtime,
            LockedUntilUtc = DateTime.MaxValue,
        };
    }

    private EpisodeResult? TryEnd(InstanceEntry entry, List<TaskMessage> messages)
    {
        if (entry.Start is not null && TerminatedBeforeStart.TryEnd(messages) is { } terminated)
            return terminated;
        if (entry.CrashCount < PoisonQuarantine.MaxCrashes)
            return null;

        logger.OrchestrationPoisoned(messages[0].OrchestrationInstance.InstanceId, entry.CrashCount);
        return PoisonedOrchestration.End(
            entry.Runtime!, entry.Start, messages, entry.CrashCount, time.GetUtcNow().UtcDateTime);
    }
}
