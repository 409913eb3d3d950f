using System.Diagnostics;
using System.Net;
using Bench.Load;

namespace Bench.Soak;

/// <summary>Sends messages at a steady rate over a number of connections, regardless of the response times.</summary>
internal static class SteadyLoad
{
    private const int Connections = 64;

    /// <summary>Each connection sends its share, and catches up if it is late.</summary>
    /// <param name="server">The server.</param>
    /// <param name="messagesPerSecond">The rate of all connections together.</param>
    /// <param name="duration">How long it lasts.</param>
    /// <returns>
    /// The time from each due time to the response, in ms, the shortest first. A stall also counts for the requests
    /// that were due during it (coordinated omission).
    /// </returns>
    public static async Task<double[]> SendAsync(IPEndPoint server, double messagesPerSecond, TimeSpan duration)
    {
        var request = MessageLoad.Request(server, MessageLoad.Plain);
        var pause = TimeSpan.FromSeconds(Connections / messagesPerSecond);
        var latencies = await Task.WhenAll(Enumerable.Range(0, Connections).Select(
            i => Task.Run(() => SendOverOneConnectionAsync(server, request, pause, offset: pause * i / Connections, duration))));
        return [.. latencies.SelectMany(list => list).Order()];
    }

    private static async Task<List<double>> SendOverOneConnectionAsync(
        IPEndPoint server, byte[] request, TimeSpan pause, TimeSpan offset, TimeSpan duration)
    {
        using var connection = new HttpConnection(server);
        await connection.ConnectAsync();
        List<double> latencies = [];
        var started = Stopwatch.GetTimestamp();
        for (var due = offset; due < duration; due += pause)
        {
            var early = due - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, TimeProvider.System);
            var status = await connection.SendAsync(request);
            if (status != (int)HttpStatusCode.OK)
                throw new InvalidOperationException($"A message was answered with {status}.");
            latencies.Add((Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds);
        }

        return latencies;
    }
}
