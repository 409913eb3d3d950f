using System.Globalization;
using DurableTask.Core;
using DurableTask.Sqlite.Operations;
using DurableTask.Sqlite.Scheduling;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite;

public sealed partial class SqliteOrchestrationService
{
    /// <inheritdoc/>
    public int TaskActivityDispatcherCount => 1;

    /// <inheritdoc/>
    public int MaxConcurrentTaskActivityWorkItems => _options.MaxConcurrentActivities;

    /// <summary>Hands out the next activity; null where it is cancelled first.</summary>
    public async Task<TaskActivityWorkItem?> LockNextTaskActivityWorkItem(
        TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        while (true)
        {
            ActivityEntry entry;
            try
            {
                entry = await _activities.TakeAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            if (TryRead(entry) is { } message)
            {
                return new ActivityWorkItem(entry)
                {
                    Id = entry.Sequence.ToString(CultureInfo.InvariantCulture),
                    TaskMessage = message,
                    LockedUntilUtc = DateTime.MaxValue,
                };
            }

            _activities.Done();
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

    private TaskMessage? TryRead(ActivityEntry entry)
    {
        try
        {
            return entry.Message ?? _reader.TaskMessage(entry.Sequence);
        }
        catch (Exception exception)
        {
            LogUnreadableActivity(_logger, entry.Sequence, exception);
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The activity number {Sequence} can't be read; it rests until the next start.")]
    private static partial void LogUnreadableActivity(ILogger logger, long sequence, Exception error);
}
