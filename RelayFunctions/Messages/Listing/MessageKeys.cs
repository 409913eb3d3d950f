using Microsoft.DurableTask.Client;
using RelayFunctions.Messages.Status;

namespace RelayFunctions.Messages.Listing;

/// <summary>The keys that a message is found and counted by.</summary>
/// <param name="Gateway">The gateway that it is for.</param>
/// <param name="Status">Its status.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
public sealed record MessageKeys(string Gateway, MessageState Status, DateTimeOffset AcceptedAt)
{
    /// <summary>What its age and outcome say about the gateway.</summary>
    public MessageKind Kind { get; init; }

    /// <inheritdoc cref="MessageStatus.DueAt"/>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>The gateways at which it failed permanently before its current one.</summary>
    public IReadOnlyList<string> FailedOver { get; init; } = [];

    /// <summary>Reads the keys of a message; null for an orchestration that is not a message.</summary>
    /// <param name="instance">The message's orchestration, with its input and output.</param>
    public static MessageKeys? Of(OrchestrationMetadata instance) =>
        MessageStatusReader.Read(instance) is { Gateway: { } gateway } status
            ? new MessageKeys(gateway, status.Status, status.AcceptedAt)
            {
                Kind = status.Kind,
                FailedOver = status.FailedOver,
                DueAt = status.DueAt,
            }
            : null;
}
