using DurableTask.Core.History;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Common;

/// <summary>All log messages of the store. They share one category, so their event ids must be unique.</summary>
internal static partial class Log
{
    /// <summary>The event ids of the lines about reads and writes that are tried again in a second.</summary>
    public static readonly int[] OfRetries = [1, 3, 7, 10, 12, 14];

    /// <summary>The event id of the line about a write that fails; the exception is missing if all writes do.</summary>
    public const int OfAWrite = 10;

    [LoggerMessage(
        1,
        LogLevel.Error,
        "The instance in row {Row} could not be read. The store tries again in a second.")]
    public static partial void InstanceReadFailed(this ILogger logger, long row, Exception error);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "The instance in row {Row} is unreadable. It waits until its next message or the next start.")]
    public static partial void InstanceUnreadable(this ILogger logger, long row, Exception error);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "The activity number {Sequence} could not be read. The store tries again in a second.")]
    public static partial void ActivityReadFailed(this ILogger logger, long sequence, Exception error);

    [LoggerMessage(4, LogLevel.Error, "The activity number {Sequence} is unreadable. It waits until the next start.")]
    public static partial void ActivityUnreadable(this ILogger logger, long sequence, Exception error);

    [LoggerMessage(
        5,
        LogLevel.Error,
        "An activity of the instance {Instance} fails without being run: it was running at {CrashCount} crashes of " +
        "the process.")]
    public static partial void ActivityPoisoned(this ILogger logger, string instance, int crashCount);

    [LoggerMessage(
        6,
        LogLevel.Error,
        "The instance {Instance} fails without being run: it was running at {CrashCount} crashes of the process.")]
    public static partial void OrchestrationPoisoned(this ILogger logger, string instance, int crashCount);

    [LoggerMessage(7, LogLevel.Error, "A work item could not be processed. The store tries again in a second.")]
    public static partial void WorkItemFailed(this ILogger logger, Exception error);

    [LoggerMessage(
        8,
        LogLevel.Warning,
        "The event '{Name}' for the instance {Instance} was dropped: the instance is unknown or has ended.")]
    public static partial void EventDropped(this ILogger logger, string? name, string? instance);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "A message ({Kind}) for the instance {Instance} was dropped: the instance is unknown or has ended.")]
    public static partial void MessageDropped(this ILogger logger, EventType kind, string? instance);

    [LoggerMessage(
        OfAWrite,
        LogLevel.Error,
        "The store could not be changed: {Count} writes failed ({Operation}). {Reason}")]
    public static partial void WritesFailed(
        this ILogger logger, int count, object operation, string reason, Exception? error);

    [LoggerMessage(11, LogLevel.Warning, "Free pages of the store could not be returned to the file system now.")]
    public static partial void FreePagesKept(this ILogger logger, Exception error);

    [LoggerMessage(12, LogLevel.Error, "Waiting work could not be read from the store.")]
    public static partial void BacklogReadFailed(this ILogger logger, Exception error);

    [LoggerMessage(14, LogLevel.Error, "Instances could not be made searchable. The store tries again in a second.")]
    public static partial void SearchBackfillFailed(this ILogger logger, Exception error);

    [LoggerMessage(13, LogLevel.Warning, "Work is waiting, and nothing has progressed for {Time}: {Counts}")]
    public static partial void Standstill(this ILogger logger, TimeSpan time, object counts);

    [LoggerMessage(
        15,
        LogLevel.Warning,
        "{Count} work items were running at two crashes of the process or more: they run one after another.")]
    public static partial void QuarantineStarted(this ILogger logger, int count);
}
