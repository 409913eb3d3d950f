using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Limiting;
using RelayFunctions.Messages.Statistics;
using RelayFunctions.Telemetry;

namespace RelayFunctions.Alerts;

/// <summary>
/// The gauges of messages that wait for each gateway, from the last count, and of the time for which gateways stay
/// closed. A measurement does not read the store, and without a listener nothing is counted.
/// </summary>
public sealed class GatewayGauges : IDisposable
{
    /// <summary>
    /// The age from which a count is no longer shown, since on the Functions host another process may count. It is
    /// longer than two intervals.
    /// </summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(150);

    // Instruments stay as long as their meter, so all hosts of a process share them.
    private static readonly ConcurrentDictionary<GatewayGauges, bool> Hosts = new();

    private static readonly ObservableUpDownCounter<long> Waiting = RelayTelemetry.Meter.CreateObservableUpDownCounter(
        "relay.messages.waiting",
        () => All(host => host.CountWaiting()),
        "{message}",
        "Messages that have not ended, except those that wait for their deliverAt.");

    private static readonly ObservableGauge<double> OldestWaiting = RelayTelemetry.Meter.CreateObservableGauge(
        "relay.messages.oldest_waiting",
        () => All(host => host.AgeOfOldest()),
        "s",
        "How long the oldest message has waited since its acceptance or deliverAt; 0 for none.");

    internal static ObservableGauge<double> Closed { get; } = RelayTelemetry.Meter.CreateObservableGauge(
        "relay.gateway.closed",
        () => All(host => host.TimeToOpen()),
        "s",
        "How long a gateway that said \"not now\" stays closed; 0 while it is open.");

    private readonly CatalogueMonitor _catalogue;
    private readonly GatewayLimiter _limiter;
    private readonly TimeProvider _time;
    private volatile Count? _last;

    /// <summary>Called by dependency injection.</summary>
    public GatewayGauges(CatalogueMonitor catalogue, GatewayLimiter limiter, TimeProvider time)
    {
        (_catalogue, _limiter, _time) = (catalogue, limiter, time);
        Hosts[this] = true;
    }

    /// <summary>Whether a listener wants the counts.</summary>
    public static bool AreCountsWanted => Waiting.Enabled || OldestWaiting.Enabled;

    /// <inheritdoc/>
    public void Dispose() => Hosts.TryRemove(this, out _);

    internal void OnCounted(MessageStatistics statistics)
    {
        var waiting = statistics.Counts.ToLookup(count => count.Gateway, StringComparer.Ordinal);
        var names = ReportedGateways.Names(_catalogue.Current.Names, waiting.Select(gateway => gateway.Key));
        _last = new Count(_time.GetTimestamp(), [.. names.Select(name => Queue.Of(name, waiting[name]))]);
    }

    private static IEnumerable<T> All<T>(Func<GatewayGauges, IEnumerable<T>> measure) => Hosts.Keys.SelectMany(measure);

    private IEnumerable<Measurement<long>> CountWaiting() =>
        Queues.Select(queue => new Measurement<long>(queue.Waiting, Gateway(queue.Name)));

    private IEnumerable<Measurement<double>> AgeOfOldest() => Queues.Select(queue => new Measurement<double>(
        queue.OldestDueAt is { } due ? Math.Max(0, (_time.GetUtcNow() - due).TotalSeconds) : 0, Gateway(queue.Name)));

    private IEnumerable<Measurement<double>> TimeToOpen()
    {
        var (now, loads) = (_time.GetUtcNow(), _limiter.Loads());
        // The hosts of callback urls have queues too, but their names are not those of gateways.
        var names = ReportedGateways.Names(_catalogue.Current.Names, loads.Keys.Where(GatewayName.IsValid));
        return names.Select(name => new Measurement<double>(
            loads.GetValueOrDefault(name)?.ClosedUntil is { } until ? Math.Max(0, (until - now).TotalSeconds) : 0,
            Gateway(name)));
    }

    private IReadOnlyList<Queue> Queues =>
        _last is { } last && _time.GetElapsedTime(last.At) <= MaxAge ? last.Queues : [];

    private static KeyValuePair<string, object?> Gateway(string name) => new(RelayTelemetry.GatewayTag, name);

    private sealed record Count(long At, IReadOnlyList<Queue> Queues);

    private sealed record Queue(string Name, long Waiting, DateTimeOffset? OldestDueAt)
    {
        public static Queue Of(string name, IEnumerable<MessageCount> counts)
        {
            var waiting = counts.Where(count => count.IsWaiting).ToList();
            return new Queue(
                name, waiting.Sum(count => count.Count), waiting.Min(count => (DateTimeOffset?)count.OldestDueAt));
        }
    }
}
