using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bench.Load;
using Bench.Relay;
using Bench.Reporting;

namespace Bench.Pressure;

/// <summary>
/// Gateways whose names never resolve, next to a healthy one. The server runs with its own resolv.conf (in a mount
/// namespace, which requires root on Linux), whose name server never responds.
/// </summary>
internal static class DnsScenario
{
    private const int HangingNames = 100;
    private const int MessagesForEach = 5;
    private const int Messages = 1000;

    private static readonly IPAddress SilentServer = IPAddress.Parse("127.0.0.9");

    public static async Task<IReadOnlyList<Measure>> RunAsync(TextWriter output)
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        silent.Bind(new IPEndPoint(SilentServer, 53));
        var folder = Directory.CreateTempSubdirectory("relay-dns-");
        var resolvers = Path.Combine(folder.FullName, "resolv.conf");
        await File.WriteAllTextAsync(resolvers, $"nameserver {SilentServer}\n");
        await using var gateway = await InstantGateway.StartAsync();
        using var server = new RelayServerProcess(
            gateway.Url,
            Catalogue(),
            launcher: $"unshare -m sh -c 'mount --bind {resolvers} /etc/resolv.conf && exec \"$@\"' sh");
        await server.FirstAcceptedAsync();
        await MessageLoad.SendAsync(server.Address, connections: 4, messages: 2000);

        var idle = await PacedMessages.SendAsync(server, Messages);
        await output.WriteLineAsync($"# idle: {idle}");
        for (var number = 0; number < HangingNames; number++)
        {
            await MessageLoad.SendAsync(
                server.Address, 1, MessagesForEach, $$"""{"message": "a", "gateway": "hanging_{{number}}"}""");
        }

        var loaded = await PacedMessages.SendAsync(server, Messages);
        if (silent.Available == 0)
            throw new InvalidOperationException("The silent name server was not asked: nothing hung.");
        await output.WriteLineAsync($"# {HangingNames} names that hang: {loaded}");
        folder.Delete(recursive: true);
        return
        [
            new("/send_message p99, idle", idle.Accepting, "ms"),
            new("/send_message p99, 100 names hang", loaded.Accepting, "ms", Goal.AtMost(2 * idle.Accepting)),
            new("first attempt p99, idle", idle.FirstAttempt, "ms"),
            new("first attempt p99, 100 names hang", loaded.FirstAttempt, "ms", Goal.AtMost(2 * idle.FirstAttempt)),
        ];
    }

    private static string Catalogue() => JsonSerializer.Serialize(new
    {
        gateways = Enumerable.Range(0, HangingNames).ToDictionary(
            number => $"hanging_{number}", number => new { url = $"https://hanging-{number}.example/" }),
    });
}
