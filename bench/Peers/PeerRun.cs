using System.Diagnostics;
using System.Globalization;
using Bench.Load;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Peers;

/// <summary>One competitor's run in a fresh process on an empty folder: the figures of the table.</summary>
internal sealed record PeerRun(
    double Accepts, double P50, double P99, double Deliveries, double CpuMicroseconds, double Mebibytes, double BytesOnDisk,
    double FirstDeliveries, double LoadMicroseconds)
{
    private const int Connections = 64;

    /// <param name="competitor">The competitor.</param>
    /// <param name="relay">The assembly of RelayServer.</param>
    /// <param name="peers">The assembly of the others.</param>
    public static async Task<PeerRun> RunAsync(Competitor competitor, string relay, string peers)
    {
        await using var gateway = await InstantGateway.StartAsync();
        using var server = competitor.Name == Competitor.Relay
            ? new RelayServerProcess(gateway.Url, server: relay)
            : new RelayServerProcess(
                gateway.Url, settings: new Dictionary<string, string> { ["Peer"] = competitor.Name }, server: peers);
        await server.FirstAcceptedAsync();
        var first = await MessageLoad.SendAsync(server.Address, Connections, competitor.WarmUp);
        await DeliveredAsync(1 + competitor.WarmUp);
        var firstDeliveries = competitor.WarmUp / Stopwatch.GetElapsedTime(first.Started).TotalSeconds;

        var cpu = server.CpuTime();
        var ownCpu = OwnCpuTime();
        var load = await MessageLoad.SendAsync(server.Address, Connections, competitor.Messages);
        await DeliveredAsync(1 + competitor.WarmUp + competitor.Messages);
        var elapsed = Stopwatch.GetElapsedTime(load.Started);
        var all = 1 + competitor.WarmUp + competitor.Messages;
        return new PeerRun(
            load.PerSecond,
            load.Percentile(50),
            load.Percentile(99),
            competitor.Delivers ? competitor.Messages / elapsed.TotalSeconds : 0,
            (server.CpuTime() - cpu).TotalMicroseconds / competitor.Messages,
            server.ResidentMegabytes(),
            server.StoreMegabytes() * 1024 * 1024 / all,
            firstDeliveries,
            (OwnCpuTime() - ownCpu).TotalMicroseconds / competitor.Messages);

        Task DeliveredAsync(int total) => competitor.Delivers ? gateway.ReceivedAsync(total) : Task.CompletedTask;
    }

    /// <summary>The median of each figure.</summary>
    public static PeerRun Median(IReadOnlyList<PeerRun> runs)
    {
        return new PeerRun(
            Of(run => run.Accepts), Of(run => run.P50), Of(run => run.P99), Of(run => run.Deliveries),
            Of(run => run.CpuMicroseconds), Of(run => run.Mebibytes), Of(run => run.BytesOnDisk),
            Of(run => run.FirstDeliveries), Of(run => run.LoadMicroseconds));

        double Of(Func<PeerRun, double> figure) => Measure.Median(runs.Select(figure));
    }

    public string ToRow(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Accepts:N0} | {P50:0.0} / {P99:0.0} | {Deliveries:N0} | {CpuMicroseconds:N0} | {Mebibytes:N0} | {BytesOnDisk:N0} |");

    /// <summary>The load and the gateway run in this process.</summary>
    private static TimeSpan OwnCpuTime()
    {
        using var own = Process.GetCurrentProcess();
        return own.TotalProcessorTime;
    }
}
