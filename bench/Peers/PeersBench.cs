using System.Diagnostics;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Peers;

/// <summary>Compares Relay with other ways to deliver messages, in turns on one machine.</summary>
internal static class PeersBench
{
    private const int Turns = 3;

    public static async Task RunAsync(TextWriter output)
    {
        using var relay = await PublishedRelayServer.PublishAsync();
        var peers = await BuildPeersAsync();
        var runs = Competitor.All.ToDictionary(competitor => competitor.Name, _ => new List<PeerRun>());
        for (var turn = 1; turn <= Turns; turn++)
        {
            foreach (var competitor in Competitor.All)
            {
                var run = await PeerRun.RunAsync(competitor, relay.Assembly, peers);
                runs[competitor.Name].Add(run);
                await output.WriteLineAsync($"# turn {turn} {run.ToRow(competitor.Name)} load and gateway {run.LoadMicroseconds:0} µs a message");
            }
        }

        var medians = runs.ToDictionary(run => run.Key, run => PeerRun.Median(run.Value));
        await output.WriteLineAsync("| | accepts/s | p50 / p99 ms | deliveries/s | CPU µs a message | MiB | bytes on disk |");
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, median) in medians)
            await output.WriteLineAsync(median.ToRow(name));
        foreach (var measure in Goals(medians))
            await output.WriteLineAsync(measure.ToString());
    }

    private static IEnumerable<Measure> Goals(Dictionary<string, PeerRun> medians)
    {
        var relay = medians[Competitor.Relay];
        yield return Ratio("forwarder", 0.55);
        yield return Ratio("wolverine-full", 5);
        yield return Ratio("wolverine", 2.4);
        yield return Ratio("hangfire-sqlite", 90);
        yield return Ratio("hangfire-memory", 1);
        yield return new("CPU a message", relay.CpuMicroseconds, "µs", Goal.AtMost(135));
        yield return new("accepted p99", relay.P99, "ms", Goal.AtMost(15));
        yield return new("bytes a message on disk", relay.BytesOnDisk, "bytes", Goal.AtMost(950));
        yield return new("first 30,000 messages delivered", relay.FirstDeliveries, "messages/s", Goal.AtLeast(6_000));

        Measure Ratio(string peer, double goal) =>
            new($"deliveries, of {peer}'s", relay.Deliveries / medians[peer].Deliveries, "times", Goal.AtLeast(goal));
    }

    /// <summary>The peers' packages are large, so the solution leaves their project out and only this bench builds it.</summary>
    private static async Task<string> BuildPeersAsync()
    {
        var project = BuildMetadata.PathOf("PeersProject");
        using var build = Process.Start("dotnet", ["build", project, "-c", "Release", "-v", "q", "-nologo"]);
        await build.WaitForExitAsync();
        if (build.ExitCode != 0)
            throw new InvalidOperationException("The peers could not be built.");
        return Path.Combine(Path.GetDirectoryName(project)!, "bin/Release/net10.0/Peers.dll");
    }
}
