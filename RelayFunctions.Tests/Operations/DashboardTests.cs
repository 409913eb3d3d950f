using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DurableTask.Sqlite;
using RelayFunctions.Alerts;
using RelayFunctions.Telemetry;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Operations;

/// <summary>
/// The Grafana dashboard and docs/operations.md use only metrics that exist, and the dashboard shows all of them.
/// </summary>
public sealed partial class DashboardTests
{
    private static readonly string[] Suffixes = ["_bucket", "_sum", "_count"];

    [Fact]
    public void Dashboard_Metrics_AreThoseThatExist() =>
        Assert.Equal(Existing(), NamesIn("infra", "grafana", "relay.json"));

    // A message is counted as accepted only by its first gateway, so others could not be chosen.
    [Fact]
    public void Dashboard_Gateways_AreAllThatHaveAttempts() => Assert.Contains(
        "\"label_values(relay_attempts_total, relay_gateway_name)\"",
        File.ReadAllText(Path.Combine(BuildOutput.Root, "infra", "grafana", "relay.json")), StringComparison.Ordinal);

    [Fact]
    public void Operations_Metrics_Exist() => Assert.Empty(NamesIn("docs", "operations.md").Except(Existing()));

    private static IEnumerable<string> NamesIn(params string[] path) =>
        Name().Matches(File.ReadAllText(Path.Combine([BuildOutput.Root, .. path])))
            .Select(match => Suffixes.Aggregate(match.Value, (name, suffix) =>
                name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name))
            .Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Existing()
    {
        var names = new HashSet<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is RelayTelemetry.Name or "DurableTask.Sqlite")
                    names.Add(PrometheusName(instrument));
            },
        };
        RuntimeHelpers.RunClassConstructor(typeof(MessageMetrics).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(GatewayGauges).TypeHandle);
        RuntimeHelpers.RunClassConstructor(
            typeof(SqliteOrchestrationService).Assembly.GetType("DurableTask.Sqlite.Writing.CommitMetrics", throwOnError: true)!.TypeHandle);
        listener.Start();
        return [.. names.Order(StringComparer.Ordinal)];
    }

    private static string PrometheusName(Instrument instrument) =>
        instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "") + (instrument is Counter<long> ? "_total" : "");

    // Labels have the same prefix.
    [GeneratedRegex("(relay|durabletask)_(messages|attempts|message_time|gateway_closed|sqlite)_[a-z_]+[a-z]")]
    private static partial Regex Name();
}
