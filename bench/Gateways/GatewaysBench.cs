using Bench.Load;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Gateways;

/// <summary>
/// Measures what a gateway's format costs: the processor time of the server for one delivery, relative to that of the
/// plain format in the same run. The formats take turns, so that other work of the machine affects all of them.
/// </summary>
internal static class GatewaysBench
{
    private const int Runs = 5;
    private const int Connections = 16;
    private const int WarmUp = 4_000;
    private const int Messages = 3_000;

    /// <summary>The number of messages sent at a time: at most as many as a gateway may have in flight.</summary>
    private const int Batch = 250;

    private static readonly Goal Overhead = Goal.AtMost(15);

    private static IReadOnlyList<FormatCase> Cases { get; } = [FormatCase.Plain, .. FormatCase.Others];

    public static async Task RunAsync(TextWriter output)
    {
        await using var gateway = await InstantGateway.StartAsync("""{"ok":true}""");
        using var server = new RelayServerProcess(gateway.Url, Catalogue(gateway.Url), Secrets());
        await server.FirstAcceptedAsync(Request(0));
        var load = new GatewayLoad(server, gateway, received: 1);
        // Until the just-in-time compiler is done, since a server runs for much longer.
        for (var i = 0; i < Cases.Count; i++)
            await load.CostAsync(Request(i), WarmUp, Connections, Batch);

        foreach (var measure in await RepeatedRuns.MediansAsync(output, Runs, () => RunOnceAsync(load)))
            await output.WriteLineAsync(measure.ToString());
    }

    private static async Task<IReadOnlyList<Measure>> RunOnceAsync(GatewayLoad load)
    {
        var costs = new TimeSpan[Cases.Count];
        // A batch of each format in turn, beginning with another format each time: occasional work of the server, such as
        // a checkpoint or a garbage collection, affects all formats alike.
        for (var turn = 0; turn < Messages / Batch; turn++)
        {
            for (var i = 0; i < costs.Length; i++)
            {
                var format = (turn + i) % costs.Length;
                costs[format] += await load.CostAsync(Request(format), Batch, Connections, Batch);
            }
        }

        var plain = costs[0].TotalMicroseconds / Messages;
        return
        [
            new("CPU of a delivery in the plain format", plain, "us"),
            .. FormatCase.Others.Select((format, i) => new Measure(
                $"CPU over plain, {format.Name}",
                100 * ((costs[i + 1].TotalMicroseconds / Messages / plain) - 1),
                "%",
                Overhead)),
        ];
    }

    private static string Name(int index) => $"format_{index}";

    private static string Request(int index) =>
        $$"""{"message": "hello world", "gateway": "{{Name(index)}}", "parameters": {{Cases[index].Parameters}} }""";

    private static string Catalogue(string url) =>
        $$"""{ "gateways": { {{string.Join(", ", Cases.Select((format, i) => $"\"{Name(i)}\": {format.Entry}"))}} } }"""
            .Replace("GATEWAY", url, StringComparison.Ordinal);

    private static Dictionary<string, string> Secrets()
    {
        var secrets = new Dictionary<string, string>();
        for (var i = 0; i < Cases.Count; i++)
        {
            if (Cases[i].Entry.Contains("secrets.token", StringComparison.Ordinal))
                secrets[$"Gateways__{Name(i)}__secrets__token"] = "AKIDEXAMPLE";
            if (Cases[i].Entry.Contains("secrets.key", StringComparison.Ordinal))
                secrets[$"Gateways__{Name(i)}__secrets__key"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        }

        return secrets;
    }
}
