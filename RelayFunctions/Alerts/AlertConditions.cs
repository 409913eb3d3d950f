using RelayFunctions.Gateways;

namespace RelayFunctions.Alerts;

/// <summary>
/// Compares figures with an alert's thresholds: whether they are reached, and whether a gateway has recovered.
/// </summary>
internal static class AlertConditions
{
    /// <summary>The rounding error of a computed share.</summary>
    private const double Rounding = 1e-9;

    public static bool IsFailing(this AlertRule rule, GatewayFigures figures) => rule.Failures is { } threshold
        && figures.Failed >= threshold.Count && figures.Share >= threshold.Share - Rounding;

    public static bool IsLate(this AlertRule rule, GatewayFigures figures, DateTimeOffset now) =>
        rule.OldestWaiting is { } bound && now - figures.OldestDueAt >= bound;

    /// <summary>
    /// Whether the figures are below half of each threshold, so that a gateway near a threshold does not go back and
    /// forth. After failures only a delivered message shows that the gateway works again.
    /// </summary>
    /// <param name="rule">The alert.</param>
    /// <param name="figures">The figures of the gateway.</param>
    /// <param name="hasDelivered">Whether a message was delivered after those that failed.</param>
    /// <param name="now">The time.</param>
    public static bool IsRecovering(this AlertRule rule, GatewayFigures figures, bool hasDelivered, DateTimeOffset now)
    {
        var isLow = rule.Failures is not { } threshold
            || (hasDelivered && (2 * figures.Failed < threshold.Count || figures.Share < threshold.Share / 2));
        var isQuick = rule.OldestWaiting is not { } bound || !(now - figures.OldestDueAt >= bound / 2);
        return isLow && isQuick;
    }
}
