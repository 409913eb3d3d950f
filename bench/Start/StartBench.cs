using System.Diagnostics;
using Bench.Load;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Start;

/// <summary>Measures the time from the start of the published RelayServer's process to its first 200, on a new file.</summary>
internal static class StartBench
{
    private const int Runs = 11;

    public static async Task RunAsync(TextWriter output)
    {
        using var published = await PublishedRelayServer.PublishAsync();
        await using var gateway = await InstantGateway.StartAsync();
        var seconds = new List<double>();
        for (var run = 0; run < Runs; run++)
            seconds.Add(await StartAsync(gateway.Url, published.Assembly));

        // In the first run the files are not in the page cache.
        seconds.RemoveAt(0);
        seconds.Sort();
        await output.WriteLineAsync($"start: {new Measure("to the first 200, median", seconds[seconds.Count / 2], "s", Goal.AtMost(0.4))}");
        await output.WriteLineAsync($"start: {new Measure("to the first 200, slowest", seconds[^1], "s")}");
    }

    private static async Task<double> StartAsync(string gatewayUrl, string server)
    {
        var startedAt = Stopwatch.GetTimestamp();
        using var process = new RelayServerProcess(gatewayUrl, server: server);
        await process.FirstAcceptedAsync();
        return Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
    }
}
