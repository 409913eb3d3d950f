namespace RelayFunctions.Delivery;

/// <summary>What the delivery of one message starts from, and continues from when its history is cut short.</summary>
/// <param name="Message">The text to deliver.</param>
/// <param name="Gateway">The name of the gateway.</param>
/// <param name="AcceptedAt">When the message was accepted.</param>
public sealed record MessageDelivery(string Message, string Gateway, DateTimeOffset AcceptedAt)
{
    /// <summary>The attempts made so far.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>Whether the gateway has reserved a place in time for the next attempt.</summary>
    public bool HasPlace { get; init; }

    /// <summary>The delivery after what an attempt reports.</summary>
    public MessageDelivery After(AttemptReport report) => this with
    {
        Attempts = report.Attempt is { } attempt ? [.. Attempts, attempt] : Attempts,
        HasPlace = report.ComeBackAt is not null,
    };

    /// <summary>How the delivery ends when nothing follows what the last attempt reports.</summary>
    public DeliveryResult EndAfter(AttemptReport report) => report switch
    {
        { Attempt: { Error: null } } => new DeliveryResult(DeliveryOutcome.Delivered, Attempts),
        _ => new DeliveryResult(DeliveryOutcome.Failed, Attempts, report.Refusal ?? report.Attempt?.Error),
    };

    /// <summary>How the delivery ends when a caller cancels it.</summary>
    public DeliveryResult Cancel() => new(DeliveryOutcome.Cancelled, Attempts);
}
