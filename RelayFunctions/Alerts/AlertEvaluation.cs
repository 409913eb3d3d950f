using RelayFunctions.Gateways;
using RelayFunctions.Messages.Statistics;

namespace RelayFunctions.Alerts;

/// <summary>Decides which messages the alerts send: a pure function of the counts and of the state before.</summary>
internal static class AlertEvaluation
{
    /// <summary>
    /// The shortest time between two messages of one alert: the next one covers everything in between.
    /// </summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The time for which the figures must stay below half of the thresholds before a gateway counts as recovered.
    /// </summary>
    public static readonly TimeSpan MinRecoveryTime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an incident is kept while its gateway is not watched, so that a gateway that was taken out of the
    /// catalogue for a moment is not reported again.
    /// </summary>
    public static readonly TimeSpan MaxUnwatchedTime = TimeSpan.FromDays(1);

    /// <summary>
    /// Returns the state after the counts. Messages that it adds to <see cref="AlertState.Unsent"/> are to be sent.
    /// </summary>
    /// <param name="state">The state before.</param>
    /// <param name="catalogue">The catalogue; incidents of alerts that it lacks end without a message.</param>
    /// <param name="statistics">The counts, whose minutes end with the current one.</param>
    /// <param name="now">The time.</param>
    public static AlertState Evaluate(
        AlertState state, GatewayCatalogue catalogue, MessageStatistics statistics, DateTimeOffset now)
    {
        state = state.ClampTo(now);
        var counts = statistics.Counts.ToLookup(count => count.Gateway, StringComparer.Ordinal);
        var failedOver = statistics.FailedOver.ToLookup(count => count.Gateway, StringComparer.Ordinal);
        var next = state with
        {
            Incidents = [],
            ReportedAt = state.ReportedAt
                .Where(reported => catalogue.Alerts.Any(rule => rule.Name == reported.Key))
                .ToDictionary(StringComparer.Ordinal),
        };
        foreach (var rule in catalogue.Alerts)
        {
            var lines = new List<string>();
            var reportedAt = next.ReportedAt.GetValueOrDefault(rule.Name, DateTimeOffset.MinValue);
            var canReport = now - reportedAt >= MinInterval;
            var incidents = new List<AlertIncident>();
            foreach (var name in rule.Watched)
            {
                var lookback = (rule.Failures?.Window ?? TimeSpan.Zero)
                    + (catalogue.Find(name)?.RetryTime ?? TimeSpan.Zero);
                var figures = GatewayFigures.Of(counts[name], failedOver[name], lookback);
                var before = state.Incidents.FirstOrDefault(
                    incident => incident.Alert == rule.Name && incident.Gateway == name);
                var after = Next(rule, name, before, figures, now);
                if (after is not null && canReport)
                    after = Report(rule, after, figures, now, lines);
                if (after is not null)
                    incidents.Add(after);
            }

            incidents.AddRange(Unwatched(state, rule, now));
            next = next with { Incidents = [.. next.Incidents, .. incidents] };
            if (lines.Count > 0)
                next = next.WithNotice(rule.Name, AlertText.Of(lines), now);
        }

        return next;
    }

    private static AlertIncident? Next(
        AlertRule rule, string gateway, AlertIncident? before, GatewayFigures figures, DateTimeOffset now)
    {
        var isFailing = rule.IsFailing(figures);
        if (isFailing || rule.IsLate(figures, now))
        {
            return (before ?? new AlertIncident(rule.Name, gateway, now)) with
            {
                HasFailed = isFailing || before?.HasFailed == true,
                HasFinalFailures = (isFailing && figures.HasFinalFailures) || before?.HasFinalFailures == true,
                HasDelivered = false,
                RecoveringSince = null,
                UnwatchedSince = null,
            };
        }

        // An incident that ends before it was reported needs no message.
        if (before is not { IsReported: true })
            return null;

        var hasDelivered = before.HasDelivered || figures.HasDeliveredSince || !before.HasFailed;
        return before with
        {
            HasDelivered = hasDelivered,
            RecoveringSince = rule.IsRecovering(figures, hasDelivered, now) ? before.RecoveringSince ?? now : null,
            UnwatchedSince = null,
        };
    }

    // An incident that was not reported needs no message, as above. The figures meanwhile are unknown, so that a
    // recovery begins again.
    private static IEnumerable<AlertIncident> Unwatched(AlertState state, AlertRule rule, DateTimeOffset now) =>
        state.Incidents
            .Where(incident => incident.Alert == rule.Name && incident.IsReported
                && !rule.Watched.Contains(incident.Gateway)
                && !(now - incident.UnwatchedSince > MaxUnwatchedTime))
            .Select(incident => incident with
            {
                RecoveringSince = null,
                UnwatchedSince = incident.UnwatchedSince ?? now,
            });

    // Adds the line of a new or recovered incident, and returns the incident unless it has recovered.
    private static AlertIncident? Report(
        AlertRule rule, AlertIncident incident, GatewayFigures figures, DateTimeOffset now, List<string> lines)
    {
        if (!incident.IsReported)
        {
            lines.Add(AlertText.OfIncident(rule, incident, figures, now));
            return incident with { IsReported = true };
        }

        if (!(now - incident.RecoveringSince >= MinRecoveryTime))
            return incident;

        lines.Add(AlertText.OfRecovery(incident, now));
        return null;
    }

    private static AlertState WithNotice(this AlertState state, string alert, string text, DateTimeOffset now) =>
        state with
        {
            Notices = state.Notices + 1,
            Unsent = [.. state.Unsent, new AlertNotice(alert, state.Notices + 1, text)],
            ReportedAt = new Dictionary<string, DateTimeOffset>(state.ReportedAt) { [alert] = now },
        };
}
