using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.DurableTask.Client;
using RelayFunctions.Delivery;

namespace RelayFunctions.Messages;

/// <summary>Reads a message's status from its orchestration.</summary>
internal static class MessageStatusReader
{
    private const string BrokenOff = "the delivery was broken off inside Relay";

    /// <param name="instance">The orchestration, with its input and output.</param>
    public static MessageStatus Read(OrchestrationMetadata instance)
    {
        var delivery = Parse(instance.SerializedInput, RelayJson.Default.MessageDelivery);
        var result = Parse(instance.SerializedOutput, RelayJson.Default.DeliveryResult);
        var progress = Parse(instance.SerializedCustomStatus, RelayJson.Default.DeliveryProgress);
        var status = new MessageStatus(
            instance.InstanceId, MessageState.Accepted, delivery?.Gateway, delivery?.AcceptedAt ?? instance.CreatedAt);

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

        var state = StateOf(instance.RuntimeStatus, result?.Outcome);
        return status with
        {
            Status = state,
            EndedAt = instance.LastUpdatedAt,
            Error = state == MessageState.Failed ? result?.Error ?? BrokenOff : null,
            Attempts = result?.Attempts ?? progress?.Attempts ?? [],
        };
    }

    private static MessageState StateOf(OrchestrationRuntimeStatus runtime, DeliveryOutcome? outcome) =>
        (runtime, outcome) switch
        {
            (OrchestrationRuntimeStatus.Terminated, _) or (_, DeliveryOutcome.Cancelled) => MessageState.Cancelled,
            (OrchestrationRuntimeStatus.Completed, DeliveryOutcome.Delivered) => MessageState.Delivered,
            _ => MessageState.Failed,
        };

    // What was never set is null on one host and the text "null" on another, and an output can be the words of an error.
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
