using System.Diagnostics;
using Bench.Load;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Pressure;

/// <summary>Ten times as many callers as the server can serve, none of which waits after a refusal.</summary>
internal static class OverloadScenario
{
    private const int Connections = 64;
    private const int Times = 10;
    private const int MessageBytes = 20;

    // The capacity is measured once the just-in-time compiler is done.
    private static readonly TimeSpan JustInTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output)
    {
        await using var gateway = await InstantGateway.StartAsync();
        using var server = new RelayServerProcess(gateway.Url);
        await server.FirstAcceptedAsync();
        await PressureLoad.SendAsync(server, Connections, MessageBytes, JustInTime);
        var alone = await PressureLoad.SendAsync(server, Connections, MessageBytes, Alone);
        await output.WriteLineAsync($"# {Connections} connections: {alone}");

        var started = Stopwatch.GetTimestamp();
        var load = await PressureLoad.SendAsync(
            server, Connections * Times, MessageBytes, Duration, pauseAfterRefusal: TimeSpan.FromMilliseconds(10));
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var ends = await AcceptedMessages.AwaitEndsAsync(server, load.Accepted);
        foreach (var exit in ends.Exits)
            await output.WriteLineAsync($"# ended by itself: {exit}");
        return
        [
            new("accepted by itself", alone.Accepted.Count / Alone.TotalSeconds, "messages/s"),
            new("accepted under ten times as much", load.Accepted.Count / elapsed, "messages/s"),
            new("refused with 503 and Retry-After", load.Refused / elapsed, "requests/s"),
            new("other responses", load.Others, "requests", Goal.AtMost(0)),
            new("broken connections", load.Broken, "requests", Goal.AtMost(0)),
            new("accepted p99", Percentile.Of(load.SortedLatencies, 99), "ms", Goal.AtMost(100)),
            new("failed", ends.Failed, "messages", Goal.AtMost(0)),
            new("lost", ends.Lost, "messages", Goal.AtMost(0)),
            new("processes that ended by themselves", ends.Exits.Count, "processes", Goal.AtMost(0)),
            new("high water", server.PeakResidentMegabytes(), "MiB", Goal.AtMost(500)),
        ];
    }
}
