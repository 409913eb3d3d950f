using System.Diagnostics.Metrics;
using RelayFunctions.Delivery;

namespace RelayFunctions.Telemetry;

/// <summary>Counts messages and attempts, by gateway and outcome.</summary>
internal static class MessageMetrics
{
    /// <summary>The name of the counter of attempts.</summary>
    public const string AttemptsName = "relay.attempts";

    /// <summary>
    /// OpenTelemetry keeps 2,000 series of a metric, one for each gateway. The attempts have one for each outcome.
    /// </summary>
    public const int MaxAttemptSeries = 3 * 2000;

    private const string OutcomeTag = "relay.attempt.outcome";

    /// <summary>
    /// How many gateways get counters of 0. A larger catalogue needs the rest of the series for those of its gateways
    /// that have messages.
    /// </summary>
    private const int MaxZeroed = 1000;

    private static readonly string[] Outcomes = ["delivered", "failed", "interrupted"];

    /// <summary>The buckets in seconds, from a gateway that responds immediately to the longest pauses.</summary>
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries =
            [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 21600, 86400],
    };

    private static readonly Counter<long> Accepted = Messages("accepted", "Messages that were stored.");
    private static readonly Counter<long> Delivered = Messages("delivered", "Messages that their gateway took.");
    private static readonly Counter<long> Failed = Messages(
        "failed", "Messages that failed permanently, by the last of their gateways.");

    private static readonly Counter<long> FailedOver = Messages(
        "failed_over", "Messages that failed permanently at a gateway and went on to their next one.");

    private static readonly Counter<long> Cancelled = Messages("cancelled", "Messages that a caller cancelled.");

    private static readonly Counter<long> Expired = Messages(
        "expired", "Messages that expired before a gateway accepted them.");

    private static readonly Counter<long>[] MessageCounters =
        [Accepted, Delivered, Failed, FailedOver, Cancelled, Expired];

    private static readonly Counter<long> Attempts = RelayTelemetry.Meter.CreateCounter<long>(
        AttemptsName, "{attempt}", "Attempts to deliver a message, by outcome: delivered, failed or interrupted.");

    private static readonly Histogram<double> TimeToFirstAttempt = Time(
        "first_attempt", "From the acceptance of a message, or its deliverAt, to the start of its first attempt.");

    private static readonly Histogram<double> TimeToDelivery = Time(
        "delivery", "From the acceptance of a message, or its deliverAt, to the end of the attempt that delivered it.");

    /// <summary>
    /// Sets the gateways of the catalogue in use. Their counters begin at 0: a monitor that computes increases would
    /// miss the value with which a series first appears.
    /// </summary>
    public static void OnCatalogue(IReadOnlyList<string> names)
    {
        GatewayTags.Add(names);
        foreach (var gateway in names.Take(MaxZeroed).Select(GatewayTags.Of))
        {
            foreach (var counter in MessageCounters)
                counter.Add(0, gateway);
            foreach (var outcome in Outcomes)
                Attempts.Add(0, gateway, Outcome(outcome));
        }
    }

    /// <summary>Counts a message by the first of its gateways.</summary>
    public static void OnAccepted(string gateway) => Accepted.Add(1, GatewayTags.Of(gateway));

    /// <summary>Counts an attempt that has ended.</summary>
    /// <param name="delivery">The delivery after the report.</param>
    /// <param name="report">The attempt's report.</param>
    public static void OnReport(MessageDelivery delivery, AttemptReport report)
    {
        var gateway = GatewayTags.Of(delivery.Gateway);
        if (report.IsInterrupted)
            Attempts.Add(1, gateway, Outcome("interrupted"));
        if (report.Attempt is not { } attempt)
            return;

        Attempts.Add(1, gateway, Outcome(attempt.Error is null ? "delivered" : "failed"));
        if (delivery.Attempts.Count == 1)
            TimeToFirstAttempt.Record(SecondsUntil(attempt.StartedAt, delivery), gateway);
    }

    /// <summary>Counts a message that failed permanently at a gateway and goes on to its next one.</summary>
    /// <param name="gateway">The gateway that failed.</param>
    public static void OnFailedOver(string gateway) => FailedOver.Add(1, GatewayTags.Of(gateway));

    /// <summary>Counts a delivery that has ended.</summary>
    public static void OnEnded(MessageDelivery delivery, DeliveryResult result)
    {
        var ended = result.Outcome switch
        {
            DeliveryOutcome.Delivered => Delivered,
            DeliveryOutcome.Failed => Failed,
            DeliveryOutcome.Expired => Expired,
            _ => Cancelled,
        };
        var gateway = GatewayTags.Of(delivery.Gateway);
        ended.Add(1, gateway);
        if (result is { Outcome: DeliveryOutcome.Delivered, Attempts: [.., var last] })
            TimeToDelivery.Record(SecondsUntil(last.EndedAt, delivery), gateway);
    }

    // The clock may have been set back meanwhile, and the sum of a histogram must not fall.
    private static double SecondsUntil(DateTimeOffset end, MessageDelivery delivery) =>
        Math.Max(0, (end - DueAt(delivery)).TotalSeconds);

    private static DateTimeOffset DueAt(MessageDelivery delivery) =>
        delivery.DeliverAt > delivery.AcceptedAt ? delivery.DeliverAt.Value : delivery.AcceptedAt;

    private static KeyValuePair<string, object?> Outcome(string outcome) => new(OutcomeTag, outcome);

    private static Counter<long> Messages(string what, string description) =>
        RelayTelemetry.Meter.CreateCounter<long>($"relay.messages.{what}", "{message}", description);

    private static Histogram<double> Time(string what, string description) =>
        RelayTelemetry.Meter.CreateHistogram($"relay.message.time_to_{what}", "s", description, tags: null, Buckets);
}
