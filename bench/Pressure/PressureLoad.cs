using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Bench.Load;
using Bench.Relay;

namespace Bench.Pressure;

/// <summary>
/// Sends over several connections for a while, each as fast as its responses come, and counts the responses.
/// </summary>
internal sealed class PressureLoad(RelayServerProcess server, byte[] request, TimeSpan duration, TimeSpan pauseAfterRefusal)
{
    private readonly Lock _lock = new();
    private readonly List<string> _accepted = [];
    private readonly List<double> _latencies = [];
    private int _refused;
    private int _others;
    private int _broken;

    /// <summary>Sends with the pause of callers that heed Retry-After, which is at least a second.</summary>
    public static Task<PressureResult> SendAsync(
        RelayServerProcess server, int connections, int messageBytes, TimeSpan duration) =>
        SendAsync(server, connections, messageBytes, duration, TimeSpan.FromSeconds(1));

    public static async Task<PressureResult> SendAsync(
        RelayServerProcess server, int connections, int messageBytes, TimeSpan duration, TimeSpan pauseAfterRefusal)
    {
        var body = $$"""{"message": "{{new string('m', messageBytes)}}", "gateway": "gateway_1"}""";
        var load = new PressureLoad(server, MessageLoad.Request(server.Address, body), duration, pauseAfterRefusal);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(load.SendOverOneConnectionAsync)));
        return new PressureResult(
            load._accepted, load._refused, load._others, load._broken, [.. load._latencies.Order()]);
    }

    private async Task SendOverOneConnectionAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration && !server.HasEnded)
        {
            try
            {
                using var connection = new HttpConnection(server.Address);
                await connection.ConnectAsync();
                while (Stopwatch.GetElapsedTime(started) < duration)
                    await SendOnceAsync(connection);
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                Interlocked.Increment(ref _broken);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    private async Task SendOnceAsync(HttpConnection connection)
    {
        var sent = Stopwatch.GetTimestamp();
        var status = await connection.SendAsync(request);
        if (status == (int)HttpStatusCode.OK)
        {
            var id = Header(connection.Response, "Location")!.Split('/')[^1];
            lock (_lock)
            {
                _accepted.Add(id);
                _latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            return;
        }

        var isRefusal = status == (int)HttpStatusCode.ServiceUnavailable && Header(connection.Response, "Retry-After") is not null;
        Interlocked.Increment(ref isRefusal ? ref _refused : ref _others);
        await Task.Delay(pauseAfterRefusal, TimeProvider.System);
    }

    private static string? Header(string response, string name) => response.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];
}
