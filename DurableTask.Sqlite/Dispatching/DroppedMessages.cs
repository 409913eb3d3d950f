using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite.Common;
using Microsoft.Extensions.Logging;

namespace DurableTask.Sqlite.Dispatching;

/// <summary>Logs messages that no instance accepts: their senders may wait for an effect that never comes.</summary>
internal sealed class DroppedMessages(ILogger logger)
{
    public void OnDropped(TaskMessage message)
    {
        var id = message.OrchestrationInstance?.InstanceId;
        if (message.Event is EventRaisedEvent raised)
            logger.EventDropped(raised.Name, id);
        else
            logger.MessageDropped(message.Event.EventType, id);
    }
}
