using Bench.Load;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Soak;

/// <summary>
/// A steady load at half of the server's capacity. Memory, handles, the store's growth per message and the slowest
/// responses must not rise once the server is warm.
/// </summary>
internal static class SoakBench
{
    public const int DefaultMinutes = 20;

    private const int WarmUpMessages = 50_000;
    private const int CapacityMessages = 50_000;
    private const int Connections = 64;

    // Two minutes differ by up to a tenth; the slowest responses differ more.
    private const double MaxGrowth = 1.1;
    private const double MaxP99Growth = 1.5;

    /// <param name="output">Receives a line each minute, and the measures.</param>
    /// <param name="minutes">How long the load lasts; at least 4.</param>
    public static async Task RunAsync(TextWriter output, int minutes = DefaultMinutes)
    {
        await using var gateway = await InstantGateway.StartAsync();
        using var server = new RelayServerProcess(gateway.Url);
        await server.FirstAcceptedAsync();
        await MessageLoad.SendAsync(server.Address, Connections, WarmUpMessages);
        var capacity = await MessageLoad.SendAsync(server.Address, Connections, CapacityMessages);
        var rate = capacity.PerSecond / 2;
        var sent = 1 + WarmUpMessages + CapacityMessages;
        await gateway.ReceivedAsync(sent);

        List<SoakSample> samples = [];
        for (var minute = 1; minute <= minutes; minute++)
        {
            var before = server.StoreMegabytes();
            var latencies = await SteadyLoad.SendAsync(server.Address, rate, TimeSpan.FromMinutes(1));
            await gateway.ReceivedAsync(sent += latencies.Length);
            samples.Add(new SoakSample(
                server.ResidentMegabytes(),
                server.Handles(),
                (server.StoreMegabytes() - before) * 1024 * 1024 / latencies.Length,
                Percentile.Of(latencies, 99),
                latencies.Length));
            await output.WriteLineAsync($"# minute {minute}: {samples[^1]}");
        }

        foreach (var measure in Measures(rate, samples))
            await output.WriteLineAsync($"soak: {measure}");
    }

    // Compares the second quarter of the time with the last.
    private static Measure[] Measures(double rate, List<SoakSample> samples)
    {
        var quarter = samples.Count / 4;
        return
        [
            new("steady load", rate, "messages/s"),
            new("accepted and delivered", samples.Sum(sample => sample.Messages), "messages"),
            Growth("memory", sample => sample.MemoryMegabytes, MaxGrowth),
            Growth("handles", sample => sample.Handles, MaxGrowth),
            Growth("store, bytes a message", sample => sample.BytesAMessage, MaxGrowth),
            Growth("accepted p99", sample => sample.AcceptedP99, MaxP99Growth),
        ];

        Measure Growth(string name, Func<SoakSample, double> value, double max)
        {
            var early = Measure.Median(samples.Skip(quarter).Take(quarter).Select(value));
            var late = Measure.Median(samples.TakeLast(quarter).Select(value));
            return new Measure($"{name}, {early:0.#} early and {late:0.#} late", late / early, "times", Goal.AtMost(max));
        }
    }
}
