using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using RelayFunctions.Delivery;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Functions.Durable;

/// <summary>
/// The delivery of one message: attempts with durable timers between them, until the gateway takes it, no attempt is
/// left or a caller cancels it. It awaits nothing but the context's own tasks.
/// </summary>
public static class DeliverMessage
{
    /// <summary>The event that cancels a delivery.</summary>
    public const string CancelEvent = "cancel";

    /// <summary>
    /// The event that ends the wait for a reserved time early, since there is room now. The delivery that frees the
    /// room sends it as a hint: an event that arrives too late costs one call of the limiter. Histories contain its
    /// name.
    /// </summary>
    public const string WakeEvent = "call";

    /// <summary>The number of waits without a request after which the orchestration continues as new.</summary>
    private const int MaxWaits = 8;

    /// <summary>
    /// The type of failure that DurableTask.Sqlite reports for an activity which has crashed the process five times.
    /// </summary>
    private const string PoisonedActivity = "ActivityEndsProcess";

    /// <summary>Runs the orchestration.</summary>
    [Function(MessageDelivery.Orchestration)]
    public static async Task<DeliveryResult?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var logger = context.CreateReplaySafeLogger(typeof(DeliverMessage));
        try
        {
            return await DeliverAsync(context, logger);
        }
        catch (Exception exception) when (exception is not (DeliveryFailedException or OutOfMemoryException))
        {
            DeliveryLog.LogFault(logger, exception, context.InstanceId);
            throw;
        }
    }

    private static async Task<DeliveryResult?> DeliverAsync(TaskOrchestrationContext context, ILogger logger)
    {
        var delivery = context.GetInput<MessageDelivery>() ?? throw new InvalidOperationException("No message.");
        var events = new DeliveryEvents(context);

        while (delivery.DeliverAt is { } start && start > context.CurrentUtcDateTime)
        {
            context.SetCustomStatus(delivery.Progress(start));
            await events.WaitAsync(start);
            if (events.IsCancelled)
                return DeliveryEnd.Complete(context, logger, delivery, delivery.Cancel());
        }

        for (var waits = 0; waits < MaxWaits;)
        {
            if (delivery.IsExpired(context.CurrentUtcDateTime))
                return DeliveryEnd.Complete(context, logger, delivery, delivery.Expire());

            var report = await AttemptAsync(context, delivery);
            var now = context.CurrentUtcDateTime;
            delivery = delivery.After(report, now);
            waits += report.IsNothingSent ? 1 : 0;
            var next = report.NextAttemptAt(now);
            OnReported(context, logger, delivery, report, next);

            if (next is not { } at)
            {
                var result = delivery.EndAfter(report);
                if (result.Outcome != DeliveryOutcome.Failed || delivery.FallBack() is not { } fallback)
                    return DeliveryEnd.Complete(context, logger, delivery, result);
                if (events.IsCancelled)
                    return DeliveryEnd.Complete(context, logger, delivery, delivery.Cancel());

                OnFailedOver(context, logger, delivery.Gateway, fallback.Gateway);
                delivery = fallback;
                context.SetCustomStatus(delivery.Progress(now));
                continue;
            }

            if (!events.IsCancelled)
            {
                context.SetCustomStatus(delivery.Progress(at));
                var until = delivery.ExpiresAt < at ? delivery.ExpiresAt.Value : at;
                await events.WaitForAttemptAsync(until, delivery.HasReservation);
            }

            if (events.IsCancelled)
                return DeliveryEnd.Complete(context, logger, delivery, delivery.Cancel());
        }

        context.ContinueAsNew(delivery, preserveUnprocessedEvents: true);
        return null;
    }

    private static async Task<AttemptReport> AttemptAsync(TaskOrchestrationContext context, MessageDelivery delivery)
    {
        var startedAt = context.CurrentUtcDateTime;
        try
        {
            var report = await context.CallActivityAsync<AttemptReport>(
                nameof(SendToGateway), delivery.NextAttempt(context.InstanceId));
            if (!report.IsInterrupted)
                return report;
        }
        catch (TaskFailedException e) when (e.FailureDetails.ErrorType == PoisonedActivity)
        {
            return delivery.InterruptedFinally(startedAt, context.CurrentUtcDateTime);
        }
        catch (TaskFailedException)
        {
            // A host that stops or loses its worker fails the activity in this way: the attempt may have been sent.
        }

        return delivery.Interrupted(startedAt, context.CurrentUtcDateTime);
    }

    private static void OnReported(
        TaskOrchestrationContext context,
        ILogger logger,
        MessageDelivery delivery,
        AttemptReport report,
        DateTimeOffset? next)
    {
        DeliveryLog.Report(logger, context.InstanceId, delivery, report, next);
        if (!context.IsReplaying)
            MessageMetrics.OnReport(delivery, report);
        foreach (var other in report.Woken ?? [])
            context.SendEvent(other.ToString(), WakeEvent, true);
    }

    private static void OnFailedOver(TaskOrchestrationContext context, ILogger logger, string gateway, string fallback)
    {
        if (!context.IsReplaying)
            MessageMetrics.OnFailedOver(gateway);
        DeliveryLog.LogFallback(logger, context.InstanceId, gateway, fallback);
    }
}
