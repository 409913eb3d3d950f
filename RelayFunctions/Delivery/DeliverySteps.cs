namespace RelayFunctions.Delivery;

/// <summary>
/// The steps of a delivery: what follows from its state and an attempt's report. A replay takes the same ones.
/// </summary>
internal static class DeliverySteps
{
    /// <summary>Returns the next attempt.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="id">The message's id.</param>
    public static AttemptRequest NextAttempt(this MessageDelivery delivery, string id) =>
        new(id, delivery.Message, delivery.Gateway, delivery.NextNumber)
        {
            AcceptedAt = delivery.AcceptedAt,
            NotBefore = delivery.NotBefore,
            ExpiresAt = delivery.ExpiresAt,
            Parameters = delivery.Parameters,
            TraceParent = delivery.TraceParent,
            IsNotification = delivery.NotificationOf is not null,
            CallbackUrl = delivery.NotificationOf is null ? null : delivery.CallbackUrl,
        };

    /// <summary>Returns the delivery after an attempt's report.</summary>
    /// <param name="delivery">The delivery before it.</param>
    /// <param name="report">The report.</param>
    /// <param name="now">The time at which the delivery learns of it.</param>
    public static MessageDelivery After(
        this MessageDelivery delivery, AttemptReport report, DateTimeOffset now) => delivery with
        {
            Attempts = report.Attempt is { } attempt
                ? [.. delivery.Attempts, attempt with { Gateway = delivery.ChainedName }]
                : delivery.Attempts,
            HasReservation = report.RetryAt is not null,
            NotBefore = report.Attempt is null ? delivery.NotBefore : report.NextAttemptAt(now),
            Interruptions = report switch
            {
                { IsInterrupted: true } => delivery.Interruptions + 1,
                { Attempt: not null } => 0,
                _ => delivery.Interruptions,
            },
        };

    /// <summary>
    /// Returns the report of an attempt that ended without an outcome, by a fault of Relay or a stop of its process: it
    /// is sent again, and finally counts as failed. The policy is that of the message's acceptance, since only an
    /// attempt that ends reports the current one.
    /// </summary>
    public static AttemptReport Interrupted(
        this MessageDelivery delivery, DateTimeOffset startedAt, DateTimeOffset endedAt) =>
        delivery.Interruptions + 1 < DeliveryRules.MaxInterruptions
            ? AttemptReport.Interrupted(DeliveryRules.PauseAfterInterruption(delivery.Interruptions + 1))
            : delivery.InterruptedFinally(startedAt, endedAt);

    /// <summary>Returns the report of an attempt that ended without an outcome and is not sent again.</summary>
    public static AttemptReport InterruptedFinally(
        this MessageDelivery delivery, DateTimeOffset startedAt, DateTimeOffset endedAt) =>
        AttemptReport.Made(
            new Attempt(delivery.NextNumber, startedAt, endedAt, Error: Attempt.Interrupted),
            new RetryPolicy
            {
                Attempts = delivery.AttemptsAllowed ?? DeliveryRules.MaxAttempts,
                Interval = delivery.Interval ?? DeliveryRules.MinPause,
            },
            retryAfter: null);

    /// <summary>Returns the delivery through the next gateway of the chain; null if there is none.</summary>
    public static MessageDelivery? FallBack(this MessageDelivery delivery) =>
        delivery.Chain?.Skip(delivery.ChainIndex + 1).FirstOrDefault() is { } next
            ? delivery with
            {
                Gateway = next.Gateway,
                AttemptsAllowed = next.AttemptsAllowed,
                Interval = next.Interval,
                ChainIndex = delivery.ChainIndex + 1,
                HasReservation = false,
                NotBefore = null,
                Interruptions = 0,
            }
            : null;

    /// <summary>Returns the custom status, without an attempt that would follow the expiry.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="nextAttemptAt">When the next attempt is due; null if none is.</param>
    public static DeliveryProgress Progress(this MessageDelivery delivery, DateTimeOffset? nextAttemptAt) =>
        new(delivery.Attempts, delivery.ExpiresAt <= nextAttemptAt ? null : nextAttemptAt)
        {
            Gateway = delivery.ChainIndex > 0 ? delivery.Gateway : null,
        };

    /// <summary>Returns the result of a delivery that ends with the report of its last attempt.</summary>
    public static DeliveryResult EndAfter(this MessageDelivery delivery, AttemptReport report) => report switch
    {
        { Attempt: { Error: null } } => new DeliveryResult(DeliveryOutcome.Delivered, delivery.Attempts),
        { IsExpired: true } => delivery.Expire(),
        { Refusal: { } refusal } => delivery.Fail(Reason(delivery, refusal)),
        _ => delivery.Fail(report.Attempt?.Error),
    };

    /// <summary>Returns the result of a delivery that expires.</summary>
    public static DeliveryResult Expire(this MessageDelivery delivery) =>
        new(DeliveryOutcome.Expired, delivery.Attempts);

    /// <summary>Returns the result of a delivery that a caller cancels.</summary>
    public static DeliveryResult Cancel(this MessageDelivery delivery) =>
        new(DeliveryOutcome.Cancelled, delivery.Attempts);

    private static DeliveryResult Fail(this MessageDelivery delivery, string? error) =>
        new(DeliveryOutcome.Failed, delivery.Attempts, error);

    private static string Reason(MessageDelivery delivery, string refusal) =>
        delivery.Attempts is [.., { Error: { } error }] ? $"{error}; then {refusal}" : refusal;
}
