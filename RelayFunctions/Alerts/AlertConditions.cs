using RelayFunctions.Gateways;

namespace RelayFunctions.Alerts;

/// <summary>
/// Whether figures are over an alert's thresholds, or so far below them that the trouble counts as over.
/// </summary>
internal static class AlertConditions
{
    /// <summary>A share that was computed may miss by so much.</summary>
    private const double Rounding = 1e-9;

    public static bool IsFailing(this AlertRule rule, GatewayFigures figures) => rule.Failures is { } threshold
        && figures.Failed >= threshold.Count && figures.Share >= threshold.Share - Rounding;

    public static bool IsLate(this AlertRule rule, GatewayFigures figures, DateTimeOffset now) =>
        rule.OldestWaiting is { } bound && now - figures.OldestDueAt >= bound;

    /// <summary>
    /// Below half of each threshold: a gateway near the threshold does not go back and forth. That it works again shows
    /// in a delivered message alone: where nothing is sent, nothing has recovered.
    /// </summary>
    /// <param name="rule">The alert.</param>
    /// <param name="figures">The figures of the gateway.</param>
    /// <param name="hasDelivered">Whether a message was delivered after those that failed.</param>
    /// <param name="now">The time.</param>
    public static bool IsCalm(this AlertRule rule, GatewayFigures figures, bool hasDelivered, DateTimeOffset now)
    {
        var isLow = rule.Failures is not { } threshold
            || (hasDelivered && (2 * figures.Failed < threshold.Count || figures.Share < threshold.Share / 2));
        var isQuick = rule.OldestWaiting is not { } bound || !(now - figures.OldestDueAt >= bound / 2);
        return isLow && isQuick;
    }
}
