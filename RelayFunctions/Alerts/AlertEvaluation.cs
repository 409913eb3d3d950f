using RelayFunctions.Gateways;
using RelayFunctions.Messages.Statistics;

namespace RelayFunctions.Alerts;

/// <summary>Decides which messages the alerts send: a pure function of the counts and of the state before.</summary>
internal static class AlertEvaluation
{
    /// <summary>
    /// The shortest time between two messages of one alert: the next one covers everything in between.
    /// </summary>
    public static readonly TimeSpan MinSpacing = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The time for which the figures must stay well below the thresholds before a gateway counts as recovered.
    /// </summary>
    public static readonly TimeSpan MinCalm = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Returns the state after the counts. Messages that it adds to <see cref="AlertState.Unsent"/> are to be sent.
    /// </summary>
    /// <param name="state">The state before.</param>
    /// <param name="catalogue">The catalogue; episodes of alerts that it lacks end without a message.</param>
    /// <param name="statistics">The counts, whose minutes end with the current one.</param>
    /// <param name="now">The time.</param>
    public static AlertState Evaluate(
        AlertState state, GatewayCatalogue catalogue, MessageStatistics statistics, DateTimeOffset now)
    {
        state = state.NotAfter(now);
        var counts = statistics.Counts.ToLookup(count => count.Gateway, StringComparer.Ordinal);
        var failedOver = statistics.FailedOver.ToLookup(count => count.Gateway, StringComparer.Ordinal);
        var next = state with
        {
            Episodes = [],
            ToldAt = state.ToldAt.Where(told => catalogue.Alerts.Any(rule => rule.Name == told.Key)).ToDictionary(
                StringComparer.Ordinal),
        };
        foreach (var rule in catalogue.Alerts)
        {
            var lines = new List<string>();
            var canTell = now - next.ToldAt.GetValueOrDefault(rule.Name, DateTimeOffset.MinValue) >= MinSpacing;
            var episodes = new List<AlertEpisode>();
            foreach (var name in rule.Watched)
            {
                var lookback = (rule.Failures?.Window ?? TimeSpan.Zero)
                    + (catalogue.Find(name)?.RetryTime ?? TimeSpan.Zero);
                var figures = GatewayFigures.Of(counts[name], failedOver[name], lookback);
                var before = state.Episodes.FirstOrDefault(
                    episode => episode.Alert == rule.Name && episode.Gateway == name);
                var after = Next(rule, name, before, figures, now);
                if (after is not null && canTell)
                    after = Tell(rule, after, figures, now, lines);
                if (after is not null)
                    episodes.Add(after);
            }

            next = next with { Episodes = [.. next.Episodes, .. episodes] };
            if (lines.Count > 0)
                next = next.WithNotice(rule.Name, AlertText.Of(lines), now);
        }

        return next;
    }

    private static AlertEpisode? Next(
        AlertRule rule, string gateway, AlertEpisode? before, GatewayFigures figures, DateTimeOffset now)
    {
        var isFailing = rule.IsFailing(figures);
        if (isFailing || rule.IsLate(figures, now))
        {
            return (before ?? new AlertEpisode(rule.Name, gateway, now)) with
            {
                HasFailed = isFailing || before?.HasFailed == true,
                HasLost = (isFailing && figures.HasLost) || before?.HasLost == true,
                HasDelivered = false,
                CalmSince = null,
            };
        }

        // An episode that ends before it was reported needs no message.
        if (before is not { IsTold: true })
            return null;

        var hasDelivered = before.HasDelivered || figures.HasDeliveredSince || !before.HasFailed;
        return before with
        {
            HasDelivered = hasDelivered,
            CalmSince = rule.IsCalm(figures, hasDelivered, now) ? before.CalmSince ?? now : null,
        };
    }

    private static AlertEpisode? Tell(
        AlertRule rule, AlertEpisode episode, GatewayFigures figures, DateTimeOffset now, List<string> lines)
    {
        if (!episode.IsTold)
        {
            lines.Add(AlertText.OfTrouble(rule, episode, figures, now));
            return episode with { IsTold = true };
        }

        if (!(now - episode.CalmSince >= MinCalm))
            return episode;

        lines.Add(AlertText.OfRecovery(episode, now));
        return null;
    }

    private static AlertState WithNotice(this AlertState state, string alert, string text, DateTimeOffset now) =>
        state with
        {
            Notices = state.Notices + 1,
            Unsent = [.. state.Unsent, new AlertNotice(alert, state.Notices + 1, text)],
            ToldAt = new Dictionary<string, DateTimeOffset>(state.ToldAt) { [alert] = now },
        };
}
