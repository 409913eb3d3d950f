using System.Text.Json.Nodes;
using RelayFunctions.Gateways.Sections;

namespace RelayFunctions.Gateways.Readers;

/// <summary>Reads one alert of the catalogue.</summary>
/// <param name="names">The names of all entries of the catalogue, those with faults too.</param>
/// <param name="gateways">The gateways of the catalogue, by name.</param>
/// <param name="faults">Receives the faults.</param>
internal sealed class AlertReader(
    IReadOnlyCollection<string> names, IReadOnlyDictionary<string, Gateway> gateways, FaultList faults)
{
    private const int MaxCount = 100_000;
    private const double MinShare = 0.01;

    /// <summary>The maximum time over which messages are counted.</summary>
    private static readonly TimeSpan MaxLookback = TimeSpan.FromHours(1);

    private static readonly TimeSpan MinTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxWaiting = TimeSpan.FromDays(7);

    private readonly GatewayNamesReader _names = new(names);

    public AlertRule? Read(string name, JsonNode? entry)
    {
        var path = new SettingPath(name, IsAlert: true);
        if (!CatalogueEntry.IsObject(name, entry, path, faults, out var values))
            return null;

        var section = new SettingSection(values, path, faults);
        if (!section.Has("gateway"))
            section.Fault("gateway", "is missing: it names the gateway that alerts are sent to");
        var targets = _names.Read(section, "gateway", isOneAllowed: true);
        var rule = new AlertRule(name, targets, [])
        {
            Parameters = AlertParameterReader.Read(section, Known(targets)),
            Failures = Failures(section),
            OldestWaiting = section.Duration("oldestWaiting", MinTime, MaxWaiting),
        };
        rule = rule with { Watched = Watched(section, rule) };
        section.RejectUnknownKeys();
        if (!section.Has("failures") && !section.Has("oldestWaiting"))
            faults.Add(path, "must have failures, oldestWaiting or both");
        return rule;
    }

    private List<string> Watched(SettingSection section, AlertRule rule)
    {
        var watched = section.Has("watch")
            ? _names.Read(section, "watch", isOneAllowed: false)
            : [.. names.Except(rule.Targets, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (watched.Intersect(rule.Targets, StringComparer.Ordinal).FirstOrDefault() is { } own)
        {
            section.Fault(
                "watch", $"has '{FaultList.Shown(own)}', the alert's own gateway: what fails can't tell of it");
        }
        else if (watched.Count == 0)
        {
            section.Fault("watch", "has no gateway: the catalogue has none but the alert's own");
        }

        if (rule.Failures is not { Window: var window })
            return watched;

        foreach (var gateway in watched.Select(name => gateways.GetValueOrDefault(name)).OfType<Gateway>())
        {
            if (window + gateway.RetryTime > MaxLookback)
            {
                section.Fault(
                    "failures",
                    $"window and the retries of gateway '{gateway.Name}' ({gateway.RetryTime:c}) must be "
                    + $"at most {MaxLookback:c} together: shorten one of them, or leave the gateway out of watch");
            }
        }

        return watched;
    }

    private static FailureThreshold? Failures(SettingSection alert)
    {
        if (alert.Section("failures") is not { } section)
            return null;

        var threshold = new FailureThreshold();
        threshold = new FailureThreshold
        {
            Count = section.Integer("count", 1, MaxCount) ?? threshold.Count,
            Share = section.Number("share", MinShare, 1) ?? threshold.Share,
            Window = section.Duration("window", MinTime, MaxLookback) ?? threshold.Window,
        };
        section.RejectUnknownKeys();
        return threshold;
    }

    private List<Gateway>? Known(List<string> targets)
    {
        var found = targets.Select(name => gateways.GetValueOrDefault(name)).OfType<Gateway>().ToList();
        return found.Count < targets.Count ? null : found;
    }
}
