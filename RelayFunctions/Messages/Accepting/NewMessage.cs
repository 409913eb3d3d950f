using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Messages.Accepting;

/// <summary>The values that a message starts with besides those of its request.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="AcceptedAt">When the message is accepted.</param>
internal sealed record NewMessage(string Id, DateTimeOffset AcceptedAt)
{
    /// <summary>The hash that distinguishes requests with the same idempotency key; null without a key.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The message that is sent again; null for none.</summary>
    public string? ResendOf { get; init; }

    /// <summary>The message whose end this one reports; null if it is not a notification.</summary>
    public string? NotificationOf { get; init; }

    /// <summary>The alert that sent the message; null for none.</summary>
    public string? Alert { get; init; }

    public MessageDelivery ToDelivery(MessageRequest request, IReadOnlyList<Gateway> gateways) =>
        new(request.Message, request.Gateway, AcceptedAt)
        {
            Parameters = request.Parameters,
            AttemptsAllowed = gateways[0].Retry.Attempts,
            Interval = gateways[0].Retry.Interval,
            Chain = gateways.Count == 1 ? null : [.. gateways.Select(LinkOf)],
            CallbackUrl = request.CallbackUrl,
            Notify = gateways.Count == 1 ? gateways[0].Notify : null,
            NotificationOf = NotificationOf,
            DeliverAt = request.DeliverAt,
            ExpiresAt = request.ExpiresAt,
            ResendOf = ResendOf,
            Alert = Alert,
            Fingerprint = Fingerprint,
            TraceParent = AttemptSpan.CurrentTraceParent,
        };

    private static ChainedGateway LinkOf(Gateway gateway) =>
        new(gateway.Name, gateway.Retry.Attempts, gateway.Retry.Interval) { Notify = gateway.Notify };
}
