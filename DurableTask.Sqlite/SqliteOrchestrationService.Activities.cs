using System.Globalization;
using DurableTask.Core;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    /// <inheritdoc/>
    public int TaskActivityDispatcherCount => 1;

    /// <inheritdoc/>
    public int MaxConcurrentTaskActivityWorkItems => _options.MaxConcurrentActivities;

    /// <summary>Hands out the next activity; waits for one until cancelled, then answers null.</summary>
    public async Task<TaskActivityWorkItem?> LockNextTaskActivityWorkItem(
        TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await _activities.TakeAsync(cancellationToken).ConfigureAwait(false);
            return new ActivityWorkItem(entry)
            {
                Id = entry.Sequence.ToString(CultureInfo.InvariantCulture),
                TaskMessage = entry.Message,
                LockedUntilUtc = DateTime.MaxValue,
            };
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task CompleteTaskActivityWorkItemAsync(TaskActivityWorkItem workItem, TaskMessage responseMessage)
    {
        responseMessage.Event.Timestamp = UtcNow;
        return _writer.WriteAsync(new CompleteActivity(
            ((ActivityWorkItem)workItem).Entry, new OutboundMessage(responseMessage), _instances, _activities));
    }

    /// <summary>The activity runs again.</summary>
    public Task AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem)
    {
        _activities.Abandon(((ActivityWorkItem)workItem).Entry);
        return Task.CompletedTask;
    }

    /// <summary>Locks do not expire: one process owns the file.</summary>
    public Task<TaskActivityWorkItem> RenewTaskActivityWorkItemLockAsync(TaskActivityWorkItem workItem) =>
        Task.FromResult(workItem);
}
