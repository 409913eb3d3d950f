using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayFunctions.Delivery;

/// <summary>
/// The input of the orchestration that delivers a message, both at its start and when it continues as new.
/// </summary>
/// <param name="Message">The text to deliver.</param>
/// <param name="Gateway">The name of the gateway.</param>
/// <param name="AcceptedAt">When the message was accepted.</param>
public sealed record MessageDelivery(string Message, string Gateway, DateTimeOffset AcceptedAt)
{
    /// <summary>The name of the orchestration that delivers a message.</summary>
    public const string Orchestration = "DeliverMessage";

    /// <summary>The parameters of the message; null for none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>Before this time nothing is sent; null for immediately.</summary>
    public DateTimeOffset? DeliverAt { get; init; }

    /// <summary>After this time nothing is sent; null for no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The gateways in the order in which they are tried; null if there is one.</summary>
    public IReadOnlyList<ChainedGateway>? Chain { get; init; }

    /// <summary>Which gateway of the chain is tried, from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ChainIndex { get; init; }

    /// <summary>The message that is sent again by this one; null for none.</summary>
    public string? ResendOf { get; init; }

    /// <summary>
    /// The address for the notification of the message's end; null for none. The notification itself has the same
    /// address.
    /// </summary>
    public string? CallbackUrl { get; init; }

    /// <summary>
    /// The gateway that gets the notification if there is no <see cref="CallbackUrl"/>; null for none, and if each
    /// gateway of a chain has its own.
    /// </summary>
    public string? Notify { get; init; }

    /// <summary>The message whose end this one reports; null if it is not a notification.</summary>
    public string? NotificationOf { get; init; }

    /// <summary>The alert of the catalogue that sent the message; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Alert { get; init; }

    /// <summary>The hash that distinguishes requests with the same idempotency key; null without a key.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The attempts made so far.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>
    /// How many attempts the gateway's policy allowed when the message was accepted; null for
    /// <see cref="DeliveryRules.MaxAttempts"/>. What nearly all messages have takes no room in the store.
    /// </summary>
    public int? AttemptsAllowed { get; init => field = value == DeliveryRules.MaxAttempts ? null : value; }

    /// <summary>The pause between attempts of that policy; null for <see cref="DeliveryRules.MinPause"/>.</summary>
    public TimeSpan? Interval { get; init => field = value == DeliveryRules.MinPause ? null : value; }

    /// <summary>Whether the gateway's limiter has reserved a time for the next attempt.</summary>
    [JsonPropertyName("hasPlace")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasReservation { get; init; }

    /// <summary>When the pause after the last attempt is over; null before the second attempt.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How often the next attempt was interrupted so far.</summary>
    [JsonPropertyName("breakOffs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Interruptions { get; init; }

    /// <summary>
    /// The <c>traceparent</c> of the request that sent the message, if its trace is sampled; otherwise null.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    /// <summary>
    /// The number of the next attempt. Histories of earlier versions may lack an interrupted attempt.
    /// </summary>
    [JsonIgnore]
    public int NextNumber =>
        Attempts is [.., { Number: var last } attempt] && attempt.Gateway == ChainedName ? last + 1 : 1;

    /// <summary>The gateway as attempts name it: only if the message has several.</summary>
    internal string? ChainedName => Chain is null ? null : Gateway;

    /// <summary>
    /// Returns the gateway that gets the notification if the message ends at the given one; null for none.
    /// </summary>
    /// <param name="gateway">One of the message's gateways.</param>
    public string? NotifiedAfter(string? gateway) => this switch
    {
        { NotificationOf: not null } => null,
        { CallbackUrl: not null } => CallbackGateway.Name,
        { Chain: { } chain } => chain.FirstOrDefault(link => link.Gateway == gateway)?.Notify,
        _ => Notify,
    };

    /// <summary>Whether nothing may be sent any more.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}
