using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite;

/// <content>A message that no instance takes is gone: somebody may wait for what it was to do.</content>
public sealed partial class SqliteOrchestrationService
{
    private void OnDropped(TaskMessage message)
    {
        var id = message.OrchestrationInstance?.InstanceId;
        if (message.Event is EventRaisedEvent raised)
            LogDroppedEvent(_logger, raised.Name, id);
        else
            LogDroppedMessage(_logger, message.Event.EventType, id);
    }

    [LoggerMessage(
        EventId = 8,
        Level = LogLevel.Warning,
        Message = "The event '{Name}' for the instance {Instance} was dropped: the instance is unknown or has ended.")]
    private static partial void LogDroppedEvent(ILogger logger, string? name, string? instance);

    [LoggerMessage(
        EventId = 9,
        Level = LogLevel.Warning,
        Message = "A message ({Kind}) for the instance {Instance} was dropped: the instance is unknown or has ended.")]
    private static partial void LogDroppedMessage(ILogger logger, EventType kind, string? instance);
}
