using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Messages.Statistics;

namespace RelayFunctions.Overviews;

/// <summary>Composes an overview from counts.</summary>
internal static class OverviewComposer
{
    public static Overview Compose(
        DateTimeOffset at,
        DateTimeOffset from,
        MessageStatistics statistics,
        GatewayCatalogue catalogue,
        IReadOnlyDictionary<string, GatewayLoad> loads)
    {
        var counts = statistics.Counts.ToLookup(count => count.Gateway, StringComparer.Ordinal);
        var paused = catalogue.All.Where(gateway => gateway.IsPaused).Select(gateway => gateway.Name)
            .ToHashSet(StringComparer.Ordinal);
        var names = ReportedGateways.Names(
            catalogue.Names, counts.Select(gateway => gateway.Key).Order(StringComparer.Ordinal));
        return new Overview(
            at,
            from,
            statistics.IsComplete,
            statistics.Counts.GroupBy(count => count.Status).ToDictionary(
                status => status.Key, status => (IReadOnlyList<long>)MessageCount.SumPerMinute(status)),
            [
                .. names.Select(name => Compose(name, [.. counts[name]], loads.GetValueOrDefault(name)) with
                {
                    Paused = paused.Contains(name) ? true : null,
                }),
            ]);
    }

    private static GatewayOverview Compose(string name, IReadOnlyList<MessageCount> counts, GatewayLoad? load)
    {
        var byStatus = counts.ToLookup(count => count.Status);
        return new GatewayOverview(
            name,
            byStatus.ToDictionary(status => status.Key, status => status.Sum(count => count.Count)),
            byStatus.ToDictionary(status => status.Key, status => status.Sum(count => count.PerMinute.Sum())))
        {
            OldestWaitingAt = counts.Where(count => count.IsWaiting).Min(count => (DateTimeOffset?)count.OldestDueAt),
            InFlight = load?.InFlight ?? 0,
            ClosedUntil = load?.ClosedUntil,
        };
    }
}
