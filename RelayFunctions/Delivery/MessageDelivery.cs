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

    /// <summary>How many attempts the gateway's policy allowed when the message was accepted.</summary>
    public int AttemptsAllowed { get; init; } = DeliveryRules.MaxAttempts;

    /// <summary>The pause between attempts of that policy.</summary>
    public TimeSpan Interval { get; init; } = DeliveryRules.MinPause;

    /// <summary>Whether the gateway's limiter has reserved a time for the next attempt.</summary>
    [JsonPropertyName("hasPlace")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasReservation { get; init; }

    /// <summary>When the pause after the last attempt is over; null before the second attempt.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How often the next attempt has broken off so far.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int BreakOffs { get; init; }

    /// <summary>
    /// The <c>traceparent</c> of the request that sent the message, if its trace is sampled; otherwise null.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    /// <summary>
    /// The number of the next attempt. Histories of earlier versions may lack an attempt that broke off.
    /// </summary>
    [JsonIgnore]
    public int NextNumber =>
        Attempts is [.., { Number: var last } attempt] && attempt.Gateway == ChainedName ? last + 1 : 1;

    private string? ChainedName => Chain is null ? null : Gateway;

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

    /// <summary>Returns the custom status, without an attempt that would follow the expiry.</summary>
    /// <param name="nextAttemptAt">When the next attempt is due; null if none is.</param>
    public DeliveryProgress Progress(DateTimeOffset? nextAttemptAt) => new(
        Attempts, ExpiresAt <= nextAttemptAt ? null : nextAttemptAt)
    {
        Gateway = ChainIndex > 0 ? Gateway : null,
    };

    /// <summary>Whether nothing may be sent any more.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>Returns the delivery through the next gateway of the chain; null if there is none.</summary>
    public MessageDelivery? FallBack() => Chain?.Skip(ChainIndex + 1).FirstOrDefault() is { } next
        ? this with
        {
            Gateway = next.Gateway,
            AttemptsAllowed = next.AttemptsAllowed,
            Interval = next.Interval,
            ChainIndex = ChainIndex + 1,
            HasReservation = false,
            NotBefore = null,
            BreakOffs = 0,
        }
        : null;

    /// <summary>Returns the delivery after an attempt's report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="now">The time at which the delivery learns of it.</param>
    public MessageDelivery After(AttemptReport report, DateTimeOffset now) => this with
    {
        Attempts = report.Attempt is { } attempt ? [.. Attempts, attempt with { Gateway = ChainedName }] : Attempts,
        HasReservation = report.RetryAt is not null,
        NotBefore = report.Attempt is null ? NotBefore : report.NextAttemptAt(now),
        BreakOffs = report switch
        {
            { IsBrokenOff: true } => BreakOffs + 1,
            { Attempt: not null } => 0,
            _ => BreakOffs,
        },
    };

    /// <summary>Returns the result of a delivery that ends with the report of its last attempt.</summary>
    public DeliveryResult EndAfter(AttemptReport report) => report switch
    {
        { Attempt: { Error: null } } => new DeliveryResult(DeliveryOutcome.Delivered, Attempts),
        { IsExpired: true } => Expire(),
        { Refusal: { } refusal } => new DeliveryResult(DeliveryOutcome.Failed, Attempts, Refused(refusal)),
        _ => new DeliveryResult(DeliveryOutcome.Failed, Attempts, report.Attempt?.Error),
    };

    /// <summary>
    /// Returns the report of an attempt that ended without an outcome, by a fault of Relay or a stop of its process: it
    /// is sent again, and finally counts as failed. The policy is that of the message's acceptance, since only an
    /// attempt that ends reports the current one.
    /// </summary>
    public AttemptReport BrokenOff(DateTimeOffset startedAt, DateTimeOffset endedAt) =>
        BreakOffs + 1 < DeliveryRules.MaxBreakOffs
            ? AttemptReport.BrokenOff(DeliveryRules.PauseAfterBreakOff(BreakOffs + 1))
            : AttemptReport.Made(
                new Attempt(NextNumber, startedAt, endedAt, Error: Attempt.BrokenOff),
                new RetryPolicy { Attempts = AttemptsAllowed, Interval = Interval },
                retryAfter: null);

    /// <summary>Returns the result of a delivery that expires.</summary>
    public DeliveryResult Expire() => new(DeliveryOutcome.Expired, Attempts);

    /// <summary>Returns the result of a delivery that a caller cancels.</summary>
    public DeliveryResult Cancel() => new(DeliveryOutcome.Cancelled, Attempts);

    private string Refused(string refusal) =>
        Attempts is [.., { Error: { } error }] ? $"{error}; then {refusal}" : refusal;
}
