using System.Globalization;
using RelayFunctions.Gateways;

namespace RelayFunctions.Alerts;

/// <summary>Creates the text of an alert's message, which repeats no text of a gateway or caller.</summary>
internal static class AlertText
{
    /// <summary>The maximum number of gateways that one message names.</summary>
    private const int MaxLines = 10;

    /// <summary>Returns the text for everything that is new.</summary>
    public static string Of(IReadOnlyList<string> lines) => string.Join('\n', lines.Count <= MaxLines
        ? lines
        : [.. lines.Take(MaxLines), $"And {lines.Count - MaxLines} more gateways: look at /console."]);

    public static string OfIncident(AlertRule rule, AlertIncident incident, GatewayFigures figures, DateTimeOffset now)
    {
        var what = new List<string>();
        var lists = new List<string> { "/console" };
        if (rule.IsFailing(figures))
        {
            what.Add(OfFailures(figures, rule.Failures!.Window));
            if (figures.HasFinalFailures)
                lists.Add($"GET /messages?gateway={incident.Gateway}&status=failed");
        }
        else
        {
            lists.Add($"GET /messages?gateway={incident.Gateway}&status=waiting");
        }

        if (rule.IsLate(figures, now))
            what.Add($"the oldest message has waited for {Duration(now - figures.OldestDueAt!.Value)}");
        return $"Relay: gateway {incident.Gateway} has been in trouble since {Time(incident.Since)}: "
            + $"{string.Join("; ", what)}. Look at {string.Join(", or at ", lists)}.";
    }

    public static string OfRecovery(AlertIncident incident, DateTimeOffset now) =>
        $"Relay: gateway {incident.Gateway} has recovered. It had been in trouble since {Time(incident.Since)}, for "
            + $"{Duration((incident.RecoveringSince ?? now) - incident.Since)}."
        + (incident.HasFinalFailures
            ? $" To send the failed messages again: POST /messages/resend for gateway {incident.Gateway}."
            : "");

    private static string OfFailures(GatewayFigures figures, TimeSpan window)
    {
        var failures = string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Failed} of {figures.Failed + figures.Delivered} messages failed permanently "
                + $"({figures.Share:P0}) in the last {Duration(window)}");
        return figures.FailedOver == 0
            ? failures
            : $"{failures}, of which {figures.FailedOver} went on to their next gateway";
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:F0} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:F0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min"),
    };
}
