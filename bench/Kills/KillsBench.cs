using System.Globalization;
using Bench.Load;
using Bench.Pressure;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Kills;

/// <summary>
/// Kills the server (SIGKILL) at random moments under load, then compares the responses to callers, the requests to the
/// gateway, and the status of each message.
/// </summary>
internal static class KillsBench
{
    public const int DefaultKills = 500;

    private const int Connections = 32;
    private const int MessageBytes = 20;

    private static readonly TimeSpan MaxLife = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TextWriter output, int kills = DefaultKills)
    {
        var seen = new SeenAttempts();
        await using var gateway = await InstantGateway.StartAsync(onRequest: seen.OnRequest);
        using var server = new RelayServerProcess(gateway.Url);
        await server.FirstAcceptedAsync();
        var random = new Random(Seed: 1);
        List<string> accepted = [];
        for (var kill = 0; kill < kills; kill++)
        {
            var sending = PressureLoad.SendAsync(server, Connections, MessageBytes, MaxLife);
            await Task.Delay(random.NextDouble() * MaxLife, TimeProvider.System);
            server.Kill();
            accepted.AddRange((await sending).Accepted);
            server.StartAgain();
            await server.FirstAcceptedAsync();
        }

        var ends = await AcceptedMessages.AwaitEndsAsync(server, accepted);
        foreach (var exit in ends.Exits)
            await output.WriteLineAsync($"# ended by itself: {exit}");
        Measure[] measures =
        [
            new("SIGKILLs", kills, "kills"),
            new("accepted", accepted.Count, "messages"),
            new("failed", ends.Failed, "messages", Goal.AtMost(0)),
            new("lost", ends.Lost, "messages", Goal.AtMost(0)),
            new("accepted that no gateway saw", accepted.Count(id => !seen.HasSeen(id)), "messages", Goal.AtMost(0)),
            new("attempts after the first", seen.Later, "requests", Goal.AtMost(0)),
            new("first attempts sent again, a kill", (double)seen.Repeats / kills, "requests"),
            new("processes that ended by themselves", ends.Exits.Count, "processes", Goal.AtMost(0)),
        ];
        foreach (var measure in measures)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"kills: {measure}"));
    }
}
