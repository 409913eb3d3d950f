using Bench.Load;
using Bench.Relay;
using Bench.Reporting;
using DurableTask.Sqlite.Tests.Azurite;

namespace Bench.Pressure;

/// <summary>
/// <see cref="HangingScenario"/> on Azure Storage, emulated by Azurite. The emulator takes about 20 messages a second, so
/// fewer are sent, and the healthy gateway is measured once each hanging one has all the activities that it can get.
/// </summary>
internal static class HangingOnAzureStorageScenario
{
    private const int MessagesForEach = 20;
    private const int Connections = 4;
    private const int PacedCount = 40;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output)
    {
        var (azurite, missing) = await AzuriteProcess.TryStartAsync();
        if (azurite is null)
        {
            await output.WriteLineAsync($"# {missing}");
            return [];
        }

        using (azurite)
            return await RunAsync(output, azurite.ConnectionString);
    }

    private static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output, string storage)
    {
        await using var gateway = await InstantGateway.StartAsync();
        await using var hanging = await HangingGateways.StartAsync();
        using var server = new RelayServerProcess(
            gateway.Url, HangingGateways.Catalogue(hanging.Url, Timeout), AzureRelayBench.Settings(storage));
        await server.FirstAcceptedAsync();
        await MessageLoad.SendAsync(server.Address, Connections, messages: 100);
        await gateway.ReceivedAsync(101);

        var idle = await PacedMessages.SendAsync(server, PacedCount, Pause);
        await output.WriteLineAsync($"# idle: {idle}");
        await HangingGateways.SendAsync(server, Connections, MessagesForEach);
        await SettledAsync(hanging);

        await output.WriteLineAsync($"# {HangingGateways.Count * MessagesForEach} messages accepted, {hanging.Received} requests hung so far");
        var loaded = await PacedMessages.SendAsync(server, PacedCount, Pause);
        await output.WriteLineAsync($"# {HangingGateways.Count} gateways hang: {loaded}; {hanging.Received} requests hung so far");
        return HangingGateways.Measures(hanging.Received, idle, loaded);
    }

    private static async Task SettledAsync(InstantGateway hanging)
    {
        for (var before = -1; hanging.Received != before;)
        {
            before = hanging.Received;
            await Task.Delay(Settled, TimeProvider.System);
        }
    }
}
