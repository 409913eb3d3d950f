using Bench.Load;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Pressure;

/// <summary>
/// Gateways that never respond, each with many messages, next to a healthy one. The healthy gateway is measured for
/// longer than the timeout of the others, so that their attempts end and begin during the measurement.
/// </summary>
internal static class HangingScenario
{
    private const int MessagesForEach = 2000;
    private const int Connections = 16;
    private const int IdleMessages = 1000;
    private const int LoadedMessages = 4000;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output)
    {
        await using var gateway = await InstantGateway.StartAsync();
        await using var hanging = await HangingGateways.StartAsync();
        using var server = new RelayServerProcess(gateway.Url, HangingGateways.Catalogue(hanging.Url, Timeout));
        await server.FirstAcceptedAsync();
        await MessageLoad.SendAsync(server.Address, Connections, messages: 5000);

        var idle = await PacedMessages.SendAsync(server, IdleMessages);
        await output.WriteLineAsync($"# idle: {idle}");
        await HangingGateways.SendAsync(server, Connections, MessagesForEach);

        await output.WriteLineAsync($"# {HangingGateways.Count * MessagesForEach} messages accepted, {hanging.Received} requests hung so far");
        var loaded = await PacedMessages.SendAsync(server, LoadedMessages);
        await output.WriteLineAsync($"# {HangingGateways.Count} gateways hang: {loaded}; {hanging.Received} requests hung so far");
        return
        [
            .. HangingGateways.Measures(hanging.Received, idle, loaded),
            new("high water", server.PeakResidentMegabytes(), "MiB"),
        ];
    }
}
