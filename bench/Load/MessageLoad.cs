using System.Diagnostics;
using System.Net;
using System.Text;

namespace Bench.Load;

/// <summary>Sends messages over a number of connections at once, each as fast as its responses come.</summary>
internal static class MessageLoad
{
    /// <summary>A message in the plain format.</summary>
    public const string Plain = """{"message": "hello world", "gateway": "gateway_1"}""";

    public static async Task<LoadResult> SendAsync(
        IPEndPoint server, int connections, int messages, string body = Plain)
    {
        var request = Request(server, body);
        var latencies = new double[messages];
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendOverOneConnectionAsync)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        Array.Sort(latencies);
        return new LoadResult(started, elapsed, latencies);

        async Task SendOverOneConnectionAsync()
        {
            using var connection = new HttpConnection(server);
            await connection.ConnectAsync();
            for (var i = Interlocked.Increment(ref next); i < messages; i = Interlocked.Increment(ref next))
            {
                var sent = Stopwatch.GetTimestamp();
                var status = await connection.SendAsync(request);
                if (status != 200)
                    throw new InvalidOperationException($"A message was answered with {status}.");
                latencies[i] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            }
        }
    }

    /// <summary>The bytes of a request with that body, which is ASCII.</summary>
    public static byte[] Request(IPEndPoint server, string body) => Encoding.ASCII.GetBytes(
        $"POST /send_message HTTP/1.1\r\nHost: {server}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
