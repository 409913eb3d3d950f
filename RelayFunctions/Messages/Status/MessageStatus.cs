using System.Text.Json.Serialization;
using RelayFunctions.Delivery;

namespace RelayFunctions.Messages.Status;

/// <summary>The response to <c>GET /messages/{id}</c>. It does not contain the message's text.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Status">The status.</param>
/// <param name="Gateway">The message's gateway; of several, the one that is tried or was tried last.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
internal sealed record MessageStatus(string Id, MessageState Status, string? Gateway, DateTimeOffset AcceptedAt)
{
    /// <summary>The gateways in the order in which they are tried; null if there is one.</summary>
    public IReadOnlyList<string>? Gateways { get; init; }

    /// <summary>The message that is sent again by this one; null for none.</summary>
    public string? ResendOf { get; init; }

    /// <summary>The message by which this one was sent again; null if it was not. Lists leave it out.</summary>
    public string? ResentAs { get; init; }

    /// <summary>The notification of this message's end; null before the end, and if there is none.</summary>
    public string? Notification { get; init; }

    /// <summary>The message whose end this one reports; null if it is not a notification.</summary>
    public string? NotificationOf { get; init; }

    /// <summary>The alert of the catalogue that sent the message; null for none.</summary>
    public string? Alert { get; init; }

    /// <summary>Before this time nothing is sent; null for immediately.</summary>
    public DateTimeOffset? DeliverAt { get; init; }

    /// <summary>After this time nothing is sent; null for no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the next attempt starts; null unless it waits, and if the message expires first.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When it ended; null until then.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public string? Error { get; init; }

    /// <summary>The attempts so far.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>Whether a <c>deliverAt</c> defers its first attempt.</summary>
    [JsonIgnore]
    public bool IsDeferrable => DeliverAt > AcceptedAt;

    /// <summary>What the message's age and outcome say about its gateway.</summary>
    [JsonIgnore]
    public MessageKind Kind => this switch
    {
        { Alert: not null } => MessageKind.Alert,
        // Before the first attempt, the status names the time at which that attempt starts, or no time yet.
        { EndedAt: null, IsDeferrable: true, Attempts.Count: 0 }
            when Status == MessageState.Accepted || NextAttemptAt == DeliverAt => MessageKind.Deferred,
        { EndedAt: null, IsDeferrable: true } => MessageKind.Due,
        { FailedOver.Count: > 0 } => MessageKind.FailedOver,
        _ => MessageKind.Usual,
    };

    /// <summary>The gateways at which it failed permanently before its current one.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> FailedOver =>
        Gateways is null || Gateway is null ? [] : [.. Gateways.TakeWhile(name => name != Gateway)];

    /// <summary>
    /// The earliest time at which its gateway could get it: its acceptance, its <c>deliverAt</c> if that is later, or
    /// the failure of the previous gateway.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset DueAt =>
        FailedOver.Count > 0 && Attempts.LastOrDefault(attempt => attempt.Gateway != Gateway) is { } before
            ? before.EndedAt
            : IsDeferrable ? DeliverAt!.Value : AcceptedAt;
}
