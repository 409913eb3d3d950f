using Bench.Load;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Pressure;

/// <summary>
/// Messages of all sizes over many connections while the runtime has little memory. No accepted message may be lost or
/// fail, and the response to a message that does not fit is 503.
/// </summary>
internal static class MemoryScenario
{
    private static readonly int[] LimitsInMegabytes = [256, 512, 768];

    private static readonly (int Connections, int MessageBytes)[] Loads =
        [(64, 20), (500, 20), (200, 20_000), (64, 250_000), (200, 250_000), (500, 250_000)];

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output)
    {
        List<Measure> measures = [];
        foreach (var limit in LimitsInMegabytes)
            measures.AddRange(await RunWithLimitAsync(output, limit));

        var free = await RunLoadAsync(output, limit: null, connections: 64, messageBytes: 200_000);
        measures.Add(new("no limit, 64 connections of 200 KB: high water", free.PeakMegabytes, "MiB", Goal.AtMost(500)));
        return measures;
    }

    private static async Task<IReadOnlyList<Measure>> RunWithLimitAsync(TextWriter output, int limit)
    {
        List<MemoryRun> runs = [];
        foreach (var (connections, bytes) in Loads)
            runs.Add(await RunLoadAsync(output, limit, connections, bytes));

        return
        [
            new($"{limit} MB: accepted", runs.Sum(run => run.Load.Accepted.Count), "messages"),
            new($"{limit} MB: refused with 503 and Retry-After", runs.Sum(run => run.Load.Refused), "requests"),
            new($"{limit} MB: other responses", runs.Sum(run => run.Load.Others), "requests", Goal.AtMost(0)),
            new($"{limit} MB: broken connections", runs.Sum(run => run.Load.Broken), "requests", Goal.AtMost(0)),
            new($"{limit} MB: failed", runs.Sum(run => run.Ends.Failed), "messages", Goal.AtMost(0)),
            new($"{limit} MB: lost", runs.Sum(run => run.Ends.Lost), "messages", Goal.AtMost(0)),
            new($"{limit} MB: processes that ended", runs.Sum(run => run.Ends.Exits.Count), "processes", Goal.AtMost(0)),
            new($"{limit} MB: high water", runs.Max(run => run.PeakMegabytes), "MiB", Goal.AtMost(limit)),
        ];
    }

    private static async Task<MemoryRun> RunLoadAsync(TextWriter output, int? limit, int connections, int messageBytes)
    {
        await using var gateway = await InstantGateway.StartAsync();
        var settings = limit is { } megabytes
            ? new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = $"0x{megabytes * 1024L * 1024:X}" }
            : [];
        using var server = new RelayServerProcess(gateway.Url, settings: settings);
        await server.FirstAcceptedAsync();

        var load = await PressureLoad.SendAsync(server, connections, messageBytes, Duration);
        var ends = await AcceptedMessages.AwaitEndsAsync(server, load.Accepted);
        var run = new MemoryRun(load, ends, server.PeakResidentMegabytes());
        await output.WriteLineAsync($"# {limit?.ToString(provider: null) ?? "no"} MB, {connections} connections of {messageBytes} bytes: {run}");
        return run;
    }
}
