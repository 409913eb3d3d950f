using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;
using RelayFunctions.Messages;
using RelayFunctions.Messages.Notifying;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Functions.Durable;

/// <summary>The end of a delivery: what is counted, logged and reported to the sender, once.</summary>
internal static class DeliveryEnd
{
    /// <summary>
    /// The tag by which the Durable Task Framework lets an orchestration end before one that it has started.
    /// </summary>
    private static readonly Dictionary<string, string> FireAndForget =
        new(StringComparer.Ordinal) { ["FireAndForget"] = "true" };

    /// <summary>Ends the delivery. Returns the orchestration's output.</summary>
    /// <exception cref="DeliveryFailedException">
    /// The message failed or expired, so that the orchestration fails as well.
    /// </exception>
    public static DeliveryResult Complete(
        TaskOrchestrationContext context, ILogger logger, MessageDelivery delivery, DeliveryResult result)
    {
        if (!context.IsReplaying)
            MessageMetrics.OnEnded(delivery, result);
        DeliveryLog.End(logger, context.InstanceId, delivery, result);
        if (Notification.Of(context.InstanceId, delivery, result, context.CurrentUtcDateTime) is { } notification)
        {
            Start(context, notification, MessageId.OfNotification(context.InstanceId, delivery.AcceptedAt));
            result = result with { EndedAt = context.CurrentUtcDateTime };
        }

        if (result.Outcome is not (DeliveryOutcome.Failed or DeliveryOutcome.Expired))
            return result;

        context.SetCustomStatus(
            delivery.Progress(nextAttemptAt: null) with
            {
                Outcome = result.Outcome,
                Error = result.Error,
                EndedAt = result.EndedAt,
            });
        throw new DeliveryFailedException(result);
    }

    // Nothing waits for the notification: the commit that ends the message stores it, and it ends on its own.
    private static void Start(TaskOrchestrationContext context, MessageDelivery notification, string id)
    {
        var options = new SubOrchestrationOptions(instanceId: id) { Tags = FireAndForget };
        _ = context.CallSubOrchestratorAsync<object?>(MessageDelivery.Orchestration, notification, options);
        if (!context.IsReplaying)
            MessageMetrics.OnAccepted(notification.Gateway);
    }
}
