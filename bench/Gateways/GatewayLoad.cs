using Bench.Load;
using Bench.Relay;

namespace Bench.Gateways;

/// <summary>Sends messages to a server and measures the processor time that they cost.</summary>
/// <param name="server">The server.</param>
/// <param name="gateway">The address of all its gateways.</param>
/// <param name="received">The number of messages that the gateways have already received.</param>
internal sealed class GatewayLoad(RelayServerProcess server, InstantGateway gateway, int received)
{
    /// <summary>Returns the server's processor time, user and system, until the gateways have all messages.</summary>
    public async Task<TimeSpan> CostAsync(string request, int messages, int connections, int batch)
    {
        var before = server.CpuTime();
        for (var left = messages; left > 0; left -= batch)
        {
            var count = Math.Min(batch, left);
            await MessageLoad.SendAsync(server.Address, connections, count, request);
            received += count;
            await gateway.ReceivedAsync(received);
        }

        // The last deliveries are recorded after their responses.
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        return server.CpuTime() - before;
    }
}
