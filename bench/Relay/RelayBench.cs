using System.Diagnostics;
using Bench.Load;
using Bench.Reporting;

namespace Bench.Relay;

/// <summary>The whole server under load: HTTP in, one delivery a message out, every message on disk before its 200.</summary>
internal static class RelayBench
{
    private const int Runs = 3;
    private const int Connections = 64;
    private const int Messages = 100_000;

    public static async Task RunAsync(TextWriter output)
    {
        foreach (var measure in await RepeatedRuns.MediansAsync(output, Runs, RunOnceAsync))
            await output.WriteLineAsync(measure.ToString());
    }

    private static async Task<IReadOnlyList<Measure>> RunOnceAsync()
    {
        await using var gateway = await InstantGateway.StartAsync();
        var launched = Stopwatch.GetTimestamp();
        using var server = new RelayServerProcess(gateway.Url);
        await server.FirstAcceptedAsync();
        var untilFirst = Stopwatch.GetElapsedTime(launched);

        // Until the just-in-time compiler has been through: a server runs for longer than that.
        const int warmUp = 30_000;
        await MessageLoad.SendAsync(server.Address, Connections, warmUp);
        await gateway.ReceivedAsync(1 + warmUp);

        var load = await MessageLoad.SendAsync(server.Address, Connections, Messages);
        await gateway.ReceivedAsync(1 + warmUp + Messages);
        var endToEnd = Stopwatch.GetElapsedTime(load.Started);

        return
        [
            new("start to first 200", untilFirst.TotalSeconds, "s"),
            new("accepted at 64 connections", load.PerSecond, "messages/s"),
            new("accepted p50", load.Percentile(50), "ms"),
            new("accepted p99", load.Percentile(99), "ms"),
            new("delivered end to end", Messages / endToEnd.TotalSeconds, "messages/s"),
            new("memory after 100,000 messages", server.ResidentMegabytes(), "MiB"),
            new("store after 100,000 messages", server.StoreMegabytes(), "MiB"),
        ];
    }
}
