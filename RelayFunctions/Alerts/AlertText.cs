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

    public static string OfTrouble(AlertRule rule, AlertEpisode episode, GatewayFigures figures, DateTimeOffset now)
    {
        var what = new List<string>();
        if (rule.IsFailing(figures))
        {
            var window = Duration(rule.Failures!.Window);
            what.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{figures.Failed} of {figures.Failed + figures.Delivered} messages failed permanently "
                    + $"({figures.Share:P0}) in the last {window}"));
        }

        if (rule.IsLate(figures, now))
            what.Add($"the oldest message waits for {Duration(now - figures.OldestDueAt!.Value)}");
        var status = rule.IsFailing(figures) ? "failed" : "waiting";
        return $"Relay: gateway {episode.Gateway} is in trouble since {Time(episode.Since)}: "
            + $"{string.Join("; ", what)}. "
            + $"Look at /console, or at GET /messages?gateway={episode.Gateway}&status={status}.";
    }

    public static string OfRecovery(AlertEpisode episode, DateTimeOffset now) =>
        $"Relay: gateway {episode.Gateway} has recovered. It was in trouble since {Time(episode.Since)}, for "
            + $"{Duration((episode.CalmSince ?? now) - episode.Since)}."
        + (episode.HasFailed
            ? $" To send what failed again: POST /messages/resend for gateway {episode.Gateway}."
            : "");

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:F0} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:F0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min"),
    };
}
