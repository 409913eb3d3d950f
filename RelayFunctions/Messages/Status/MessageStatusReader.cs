using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;

namespace RelayFunctions.Messages.Status;

/// <summary>Reads a message's status from its orchestration.</summary>
internal static class MessageStatusReader
{
    private const string Interrupted = "the delivery was interrupted inside Relay";

    /// <param name="instance">The orchestration, with its input and output.</param>
    public static MessageStatus Read(OrchestrationMetadata instance)
    {
        var delivery = Parse(instance.SerializedInput, DeliveryJson.Default.MessageDelivery);
        var result = Parse(instance.SerializedOutput, DeliveryJson.Default.DeliveryResult);
        var progress = Parse(instance.SerializedCustomStatus, DeliveryJson.Default.DeliveryProgress);
        var status = Accepted(
            instance.InstanceId,
            delivery,
            progress?.Gateway ?? delivery?.Gateway,
            delivery?.AcceptedAt ?? instance.CreatedAt);

        if (!instance.IsCompleted)
        {
            return progress is null
                ? status with { Attempts = delivery?.Attempts ?? [] }
                : status with
                {
                    Status = MessageState.Waiting,
                    NextAttemptAt = progress.NextAttemptAt,
                    Attempts = progress.Attempts,
                };
        }

        var outcome = result?.Outcome ?? progress?.Outcome;
        var state = StateOf(instance.RuntimeStatus, outcome);
        return status with
        {
            Status = state,
            EndedAt = result?.EndedAt ?? progress?.EndedAt ?? instance.LastUpdatedAt,
            Notification = outcome is null ? null : NotificationOf(instance.InstanceId, delivery, status.Gateway),
            Error = state == MessageState.Failed ? result?.Error ?? progress?.Error ?? Interrupted : null,
            Attempts = result?.Attempts ?? progress?.Attempts ?? [],
        };
    }

    /// <summary>Returns the status of a message at its end, as <see cref="Read"/> returns it from then on.</summary>
    public static MessageStatus ReadEnd(
        string id, MessageDelivery delivery, DeliveryResult result, DateTimeOffset endedAt) =>
        Accepted(id, delivery, delivery.Gateway, delivery.AcceptedAt) with
        {
            Status = StateOf(OrchestrationRuntimeStatus.Completed, result.Outcome),
            EndedAt = endedAt,
            Notification = NotificationOf(id, delivery, delivery.Gateway),
            Error = result.Error,
            Attempts = result.Attempts,
        };

    /// <summary>Reads the input of the delivery; null if it can't be read.</summary>
    /// <param name="instance">The orchestration, with its input.</param>
    public static MessageDelivery? ReadDelivery(OrchestrationMetadata instance) =>
        Parse(instance.SerializedInput, DeliveryJson.Default.MessageDelivery);

    private static MessageStatus Accepted(
        string id, MessageDelivery? delivery, string? gateway, DateTimeOffset acceptedAt) =>
        new(id, MessageState.Accepted, gateway, acceptedAt)
        {
            Gateways = delivery?.Chain?.Select(link => link.Gateway).ToArray(),
            ResendOf = delivery?.ResendOf,
            NotificationOf = delivery?.NotificationOf,
            Alert = delivery?.Alert,
            DeliverAt = delivery?.DeliverAt,
            ExpiresAt = delivery?.ExpiresAt,
        };

    private static string? NotificationOf(string id, MessageDelivery? delivery, string? gateway) =>
        delivery?.NotifiedAfter(gateway) is null ? null : MessageId.OfNotification(id, delivery.AcceptedAt);

    private static MessageState StateOf(OrchestrationRuntimeStatus runtime, DeliveryOutcome? outcome) =>
        (runtime, outcome) switch
        {
            (OrchestrationRuntimeStatus.Terminated, _) or (_, DeliveryOutcome.Cancelled) => MessageState.Cancelled,
            (OrchestrationRuntimeStatus.Completed, DeliveryOutcome.Delivered) => MessageState.Delivered,
            (_, DeliveryOutcome.Expired) => MessageState.Expired,
            _ => MessageState.Failed,
        };

    // A value that was never set is null on one host and the text "null" on another, and an output can be the text of
    // an error.
    private static T? Parse<T>(string? json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
