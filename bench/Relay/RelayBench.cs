using System.Diagnostics;
using Bench.Load;
using Bench.Reporting;

namespace Bench.Relay;

/// <summary>Measures the whole server under load, with one delivery per message.</summary>
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

        // The just-in-time compiler works during these.
        const int warmUp = 30_000;
        var (first, untilFirstDelivered, firstCpu) = await MeasureAsync(warmUp, 1 + warmUp);
        var (load, endToEnd, cpu) = await MeasureAsync(Messages, 1 + warmUp + Messages);

        return
        [
            new("start to first 200", untilFirst.TotalSeconds, "s"),
            new("first 30,000 messages delivered", first.SortedLatencies.Length / untilFirstDelivered.TotalSeconds, "messages/s"),
            new("first 30,000 messages, CPU each", firstCpu, "µs"),
            new("accepted at 64 connections", load.PerSecond, "messages/s"),
            new("accepted p50", load.Percentile(50), "ms"),
            new("accepted p99", load.Percentile(99), "ms"),
            new("delivered end to end", Messages / endToEnd.TotalSeconds, "messages/s"),
            new("CPU a message", cpu, "µs"),
            new("memory after 100,000 messages", server.ResidentMegabytes(), "MiB"),
            new("store after 100,000 messages", server.StoreMegabytes(), "MiB"),
        ];

        async Task<(LoadResult Load, TimeSpan UntilDelivered, double CpuMicroseconds)> MeasureAsync(int messages, int received)
        {
            var cpuBefore = server.CpuTime();
            var result = await MessageLoad.SendAsync(server.Address, Connections, messages);
            await gateway.ReceivedAsync(received);
            return (result, Stopwatch.GetElapsedTime(result.Started), (server.CpuTime() - cpuBefore).TotalMicroseconds / messages);
        }
    }
}
